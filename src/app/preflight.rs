//! What a window needs of the system, looked for before one is opened, so that what is missing is said plainly.

use crate::scenario::Language;

/// Why no window can be opened, with what to install; nothing where one can be tried.
#[cfg(all(unix, not(target_os = "macos")))]
pub(super) fn missing(language: Language) -> Option<String> {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    if !set("DISPLAY") {
        return Some(
            language
                .pick("there is no screen (DISPLAY is not set)", "没有可用的屏幕（未设置 DISPLAY）")
                .to_owned(),
        );
    }
    let absent = |name: &str| !found(name);
    let libraries = [
        ("libX11.so.6", "libx11-6"),
        ("libXcursor.so.1", "libxcursor1"),
        ("libXi.so.6", "libxi6"),
        ("libXrandr.so.2", "libxrandr2"),
        ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
        ("libvulkan.so.1", "libvulkan1"),
    ];
    let (files, packages): (Vec<&str>, Vec<&str>) =
        libraries.into_iter().filter(|(file, _)| absent(file)).unzip();
    if !files.is_empty() {
        let (files, packages) = (files.join(", "), packages.join(" "));
        return Some(language.pick(
            format!("{files} not found; on Debian: apt-get install {packages} mesa-vulkan-drivers"),
            format!("找不到 {files}；Debian 上请运行：apt-get install {packages} mesa-vulkan-drivers"),
        ));
    }
    (!has_driver()).then(|| no_driver(language))
}

/// What to say where no Vulkan driver is installed.
pub(super) fn no_driver(language: Language) -> String {
    let words = language.pick(
        "no Vulkan driver is installed; on Debian: apt-get install mesa-vulkan-drivers",
        "没有安装 Vulkan 驱动；Debian 上请运行：apt-get install mesa-vulkan-drivers",
    );
    words.to_owned()
}

/// Says plainly what a window that could not be opened complained about; what is not known is passed on.
pub(super) fn plain(complaint: &str, language: Language) -> String {
    if complaint.contains("find a GPU") {
        return no_driver(language);
    }
    if complaint.contains("event loop") {
        let screen = std::env::var("DISPLAY").unwrap_or_default();
        return language.pick(
            format!("the screen {screen} (DISPLAY) cannot be opened; is it running, and may you use it?"),
            format!("打不开屏幕 {screen}（DISPLAY）；请确认它正在运行，并且您有权使用"),
        );
    }
    complaint.to_owned()
}

/// On other systems the driver is part of the system.
#[cfg(not(all(unix, not(target_os = "macos"))))]
pub(super) fn has_driver() -> bool {
    true
}

/// On other systems the window brings what it needs.
#[cfg(not(all(unix, not(target_os = "macos"))))]
pub(super) fn missing(_language: Language) -> Option<String> {
    None
}

/// Whether a shared library lies where the loader looks.
#[cfg(all(unix, not(target_os = "macos")))]
fn found(name: &str) -> bool {
    let given = std::env::var("LD_LIBRARY_PATH").unwrap_or_default();
    let folders = given.split(':').filter(|folder| !folder.is_empty()).map(std::path::PathBuf::from);
    let usual = ["/lib", "/usr/lib", "/usr/local/lib", "/lib64", "/usr/lib64"].map(std::path::PathBuf::from);
    let triple = ["/lib", "/usr/lib"].into_iter().flat_map(|root| {
        std::fs::read_dir(root)
            .into_iter()
            .flatten()
            .filter_map(Result::ok)
            .map(|entry| entry.path())
            .filter(|path| path.to_string_lossy().contains("-linux-"))
    });
    folders.chain(usual).chain(triple).any(|folder| folder.join(name).exists()) || in_cache(name)
}

/// Whether the loader's own list names it: other systems keep libraries elsewhere.
#[cfg(all(unix, not(target_os = "macos")))]
fn in_cache(name: &str) -> bool {
    std::fs::read("/etc/ld.so.cache")
        .is_ok_and(|cache| cache.windows(name.len()).any(|part| part == name.as_bytes()))
}

/// Whether any Vulkan driver is registered (the loader's own places).
#[cfg(all(unix, not(target_os = "macos")))]
pub(super) fn has_driver() -> bool {
    let named = ["VK_DRIVER_FILES", "VK_ICD_FILENAMES", "VK_ADD_DRIVER_FILES"];
    if named.iter().any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty())) {
        return true;
    }
    let home = std::env::var("XDG_DATA_HOME")
        .ok()
        .or_else(|| std::env::var("HOME").ok().map(|home| format!("{home}/.local/share")));
    let shared = std::env::var("XDG_DATA_DIRS").unwrap_or_else(|_| "/usr/local/share:/usr/share".to_owned());
    let roots = shared.split(':').map(str::to_owned).chain(home).chain(["/etc".to_owned()]);
    roots.map(|root| std::path::Path::new(&root).join("vulkan/icd.d")).any(|folder| {
        std::fs::read_dir(folder).is_ok_and(|mut inside| {
            inside.any(|entry| {
                entry.is_ok_and(|entry| entry.path().extension().is_some_and(|end| end == "json"))
            })
        })
    })
}
