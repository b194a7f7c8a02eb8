# A server whose disk is full: what it acknowledged is there, the rest is told, and it goes on once there is room.
# SPDX-License-Identifier: Apache-2.0
import os

from harness import Scratch, Server, lines

ROOM = 1 << 20  # bytes a file


class FullDisk(Scratch):
    def setUp(self):
        super().setUp()
        self.server = Server(self)
        self.laptop = self.device("laptop")
        self.laptop.register(self.server)
        self.put(1000)
        self.laptop.run("settings", "push", "neovim", "--yes")
        self.server.stop()
        self.server.start(largest_file=ROOM)

    def put(self, size):
        """Settings that stay of about that size, however they are packed."""
        file = self.laptop.home / ".config" / "nvim" / "init.lua"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("".join(f"-- {os.urandom(8).hex()}\n" for _ in range(size // 8)), encoding="utf-8")

    def after_it_has_room_again(self):
        self.server.stop()
        self.server.start()

    def history(self):
        return self.laptop.json("settings", "history", "neovim")["revisions"]

    def test_settings_that_find_no_room_are_told_and_can_be_pushed_later(self):
        before = self.history()
        self.put(ROOM)
        self.assertIn("the server says", self.laptop.fails("settings", "push", "neovim", "--yes"))
        self.assertEqual(self.history(), before)
        self.after_it_has_room_again()
        self.assertEqual(self.history(), before)
        self.laptop.run("settings", "push", "neovim", "--yes")
        self.assertEqual(len(self.history()), len(before) + 1)

    def test_an_installer_file_goes_on_where_there_was_no_room(self):
        path = self.folder / "setup.exe"
        path.write_bytes(os.urandom(3 * ROOM))
        words = ["depot", "add", path, "--software", "mytool", "--version", "1", "--os", "windows", "--silent=/S"]
        self.assertIn("disk is full", self.laptop.fails(*words))
        self.assertEqual(self.laptop.json("depot", "list")["files"], [])
        self.after_it_has_room_again()
        identity, = lines(self.laptop.run(*words))
        self.laptop.run("depot", "get", identity, "--to", self.folder / "got")
        self.assertEqual((self.folder / "got" / "setup.exe").read_bytes(), path.read_bytes())
