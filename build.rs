//! Turns `locales/*.json` into the `i18n` module, so that a missing or misspelt key fails the build.

use leptos_i18n_build::{Config, ParseOptions, TranslationsInfos, options::CodegenOptions};
use std::{env, error::Error, path::PathBuf};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=migrations");
    println!("cargo::rerun-if-changed=edition");

    let output = PathBuf::from(env::var_os("OUT_DIR").ok_or("OUT_DIR is not set")?).join("i18n");
    let configuration = Config::new("kk")?
        .add_locale("ru")?
        .add_locale("en")?
        .parse_options(ParseOptions::new().interpolate_display(true));
    let translations = TranslationsInfos::parse(configuration)?;
    translations.emit_diagnostics();
    translations.rerun_if_locales_changed();
    translations.generate_i18n_module_with_options(
        output,
        CodegenOptions::default()
            .gen_docs(false)
            .top_level_attributes(Some(
                "#![allow(missing_docs, unused_qualifications, clippy::all)]".parse()?,
            )),
    )?;
    Ok(())
}
