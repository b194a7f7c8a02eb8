// The 300 applications that the catalog has to know, whatever else it knows.
// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace ferry::testing {

inline constexpr const char* kCoreSoftware[] = {
    // clang-format off
    "1password", "7zip", "adobe-acrobat-reader", "alacritty", "android-studio", "anki", "ansible",
    "anydesk", "arc", "arduino-ide", "aria2", "audacity", "awscli", "azure-cli", "balena-etcher",
    "bambu-studio", "bash", "bat", "beyond-compare", "bitwarden", "bleachbit", "blender",
    "borgbackup", "brave", "bruno", "btop", "calibre", "chezmoi", "chromium", "claude", "clion",
    "cmake", "copyq", "cryptomator", "curl", "cursor", "cyberduck", "darktable", "datagrip",
    "db-browser-sqlite", "dbeaver", "delta", "deluge", "deno", "digikam", "direnv", "discord",
    "docker-compose", "docker-desktop", "dolphin-emulator", "dotnet-sdk", "drawio", "dropbox",
    "duplicati", "dust", "eclipse", "element", "emacs", "ente-auth", "epic-games", "espanso",
    "evernote", "eza", "f.lux", "fastfetch", "fd", "ferdium", "ffmpeg", "figma", "filezilla",
    "firefox", "fish", "flameshot", "floorp", "fork", "freecad", "freefilesync", "freetube",
    "fzf", "gcc", "gh", "gimp", "git", "git-lfs", "github-desktop", "gitkraken", "glab",
    "gnu-make", "gnucash", "gnupg", "go", "godot", "goland", "google-chrome", "google-drive",
    "google-earth-pro", "graphviz", "handbrake", "helix", "helm", "heroic", "hoppscotch", "htop",
    "httpie", "hyperfine", "imagemagick", "inkscape", "insomnia", "intellij-idea",
    "intellij-idea-ce", "jan", "jdownloader", "jellyfin-media-player", "jetbrains-toolbox",
    "jitsi-meet", "joplin", "jq", "julia", "k9s", "kate", "kde-connect", "kdenlive", "kdiff3",
    "keepass", "keepassxc", "kicad", "kitty", "kodi", "kopia", "krita", "kubectl", "lapce",
    "lazydocker", "lazygit", "lens", "libreoffice", "librewolf", "llvm", "lm-studio", "lmms",
    "localsend", "logseq", "mailspring", "malwarebytes", "marktext", "mattermost", "mediainfo",
    "mega", "meld", "micro", "microsoft-edge", "microsoft-office", "microsoft-teams", "minecraft",
    "minikube", "mkvtoolnix", "mongodb-compass", "moonlight", "motrix", "mpv", "mullvad-browser",
    "mullvad-vpn", "mumble", "musescore", "nano", "neovim", "nextcloud", "ninja", "nmap",
    "nodejs", "notion", "nushell", "obs-studio", "obsidian", "octave", "oh-my-posh", "okular",
    "ollama", "onedrive", "onlyoffice", "openjdk-21", "openrgb", "openscad", "openshot",
    "opentofu", "openvpn", "opera", "orcaslicer", "owncloud", "pandoc", "peazip", "pgadmin4",
    "php", "phpstorm", "pidgin", "plex", "plexamp", "podman", "podman-desktop", "postgresql",
    "postman", "powershell", "prismlauncher", "proton-mail", "proton-mail-bridge", "proton-pass",
    "protonvpn", "prusaslicer", "putty", "pycharm", "pycharm-ce", "python3", "qbittorrent",
    "qemu", "qgis", "qutebrowser", "r", "rancher-desktop", "raspberry-pi-imager", "rawtherapee",
    "rclone", "redis", "restic", "retroarch", "rider", "ripgrep", "rocketchat", "rstudio",
    "rsync", "ruby", "rust", "rustdesk", "rustrover", "scribus", "scummvm", "session",
    "shellcheck", "shotcut", "signal", "slack", "sourcetree", "spotify", "sqlite",
    "standard-notes", "starship", "steam", "stellarium", "stremio", "sublime-text", "syncthing",
    "tableplus", "tailscale", "teamspeak", "teamviewer", "telegram", "texstudio", "thunderbird",
    "tldr", "tmux", "todoist", "tor-browser", "transmission", "tree", "tutanota", "typora",
    "ultimaker-cura", "ungoogled-chromium", "unity-hub", "uv", "vagrant", "veracrypt", "viber",
    "vim", "virtualbox", "visual-studio-code", "vivaldi", "vlc", "vorta", "vscodium", "warp",
    "waterfox", "webex", "webstorm", "wezterm", "wget", "wire", "wireguard", "wireshark",
    "wps-office", "xournalpp", "yq", "yt-dlp", "yubico-authenticator", "zed", "zen-browser",
    "zoom", "zotero", "zoxide", "zsh", "zulip",
    // clang-format on
};

} // namespace ferry::testing
