"""A disk that forgets, when the power goes, what nobody asked it to keep: `/usr/bin/python3 forgetful_disk.py FOLDER`.

A file system in memory, by FUSE (Debian's python3-fusepy; it knows nothing of the site). A file is kept as it was when
it was last synchronised (fsync), and a name as its folder was; of what came later, all, some or nothing is kept, by
chance, as real disks do. SIGUSR1: all that is there counts as kept. SIGUSR2: the power goes.
"""

import errno
import os
import random
import signal
import stat
import sys
import time
from itertools import count

from fusepy import FUSE, FuseOSError, Operations, fuse_get_context

numbers = count(2)


class Node:
    """A file, folder, link or socket: as programs see it, and as it is kept."""

    def __init__(self, mode: int, owner: tuple[int, int] = (0, 0)):
        self.number = next(numbers)
        self.mode, self.owner, self.links, self.times = mode, owner, 1, (time.time(), time.time())
        self.body, self.names = bytearray(), {}
        self.kept_body, self.kept_names = b"", {}
        self.since: list[tuple[int, bytes | None]] = []  # where and what was written, None where it was cut off

    def is_folder(self) -> bool:
        return stat.S_ISDIR(self.mode)

    def write(self, data: bytes, at: int) -> None:
        self.since.append((at, data))
        _put(self.body, data, at)

    def truncate(self, length: int) -> None:
        self.since.append((length, None))
        _cut(self.body, length)

    def keep(self) -> None:
        self.kept_body, self.since = bytes(self.body), []

    def keep_names(self) -> None:
        self.kept_names = dict(self.names)

    def forget(self, chance: random.Random) -> None:
        kept, luck = bytearray(self.kept_body), chance.choice((0, 0.5, 1))
        for at, data in self.since:
            if chance.random() < luck:
                _cut(kept, at) if data is None else _put(kept, data, at)
        self.body = kept
        if chance.random() < 0.5:
            self.names = dict(self.kept_names)


def _put(body: bytearray, data: bytes, at: int) -> None:
    if at > len(body):
        body.extend(bytes(at - len(body)))
    body[at : at + len(data)] = data


def _cut(body: bytearray, length: int) -> None:
    if length < len(body):
        del body[length:]
    else:
        body.extend(bytes(length - len(body)))


class Disk(Operations):
    def __init__(self):
        self.root = Node(stat.S_IFDIR | 0o711)
        self.chance = random.Random("power")

    def everything(self) -> list[Node]:
        found, waiting = {}, [self.root]
        while waiting:
            node = waiting.pop()
            if node.number not in found:
                found[node.number] = node
                waiting += [*node.names.values(), *node.kept_names.values()]
        return list(found.values())

    def settle(self, *_) -> None:
        for node in self.everything():
            node.keep()
            node.keep_names()

    def lose_power(self, *_) -> None:
        for node in self.everything():
            node.forget(self.chance)
        self.settle()

    def _find(self, path: str) -> Node:
        node = self.root
        for name in path.split("/"):
            if name:
                if name not in node.names:
                    raise FuseOSError(errno.ENOENT)
                node = node.names[name]
        return node

    def _place(self, path: str) -> tuple[Node, str]:
        folder, _, name = path.rpartition("/")
        return self._find(folder), name

    def _make(self, path: str, mode: int) -> Node:
        folder, name = self._place(path)
        user, group, _ = fuse_get_context()
        folder.names[name] = node = Node(mode, (user, group))
        return node

    def getattr(self, path, fh=None):
        node = self._find(path)
        size = len(node.body)
        return {
            "st_mode": node.mode,
            "st_ino": node.number,
            "st_nlink": 2 if node.is_folder() else node.links,
            "st_size": size,
            "st_blocks": -(-size // 512),
            "st_uid": node.owner[0],
            "st_gid": node.owner[1],
            "st_atime": node.times[0],
            "st_mtime": node.times[1],
            "st_ctime": node.times[1],
        }

    def readdir(self, path, fh):
        return [".", "..", *self._find(path).names]

    def create(self, path, mode, fi=None):
        self._make(path, stat.S_IFREG | mode)
        return 0

    def mknod(self, path, mode, dev):
        self._make(path, mode)

    def mkdir(self, path, mode):
        self._make(path, stat.S_IFDIR | mode)

    def symlink(self, target, source):
        self._make(target, stat.S_IFLNK | 0o777).body = bytearray(source.encode())

    def readlink(self, path):
        return self._find(path).body.decode()

    def link(self, target, source):
        folder, name = self._place(target)
        folder.names[name] = node = self._find(source)
        node.links += 1

    def unlink(self, path):
        folder, name = self._place(path)
        folder.names.pop(name).links -= 1

    def rmdir(self, path):
        if self._find(path).names:
            raise FuseOSError(errno.ENOTEMPTY)
        folder, name = self._place(path)
        del folder.names[name]

    def rename(self, old, new):
        node, (folder, name), (target, its_name) = self._find(old), self._place(old), self._place(new)
        del folder.names[name]
        target.names[its_name] = node

    def read(self, path, size, offset, fh):
        return bytes(self._find(path).body[offset : offset + size])

    def write(self, path, data, offset, fh):
        self._find(path).write(data, offset)
        return len(data)

    def truncate(self, path, length, fh=None):
        self._find(path).truncate(length)

    def fsync(self, path, datasync, fh):
        self._find(path).keep()
        return 0

    def fsyncdir(self, path, datasync, fh):
        self._find(path).keep_names()
        return 0

    def chmod(self, path, mode):
        self._find(path).mode = mode

    def chown(self, path, uid, gid):
        node = self._find(path)
        unchanged = (-1, 2**32 - 1)
        node.owner = (
            node.owner[0] if uid in unchanged else uid,
            node.owner[1] if gid in unchanged else gid,
        )

    def utimens(self, path, times=None):
        self._find(path).times = times or (time.time(), time.time())

    def statfs(self, path):
        return {"f_bsize": 4096, "f_frsize": 4096, "f_blocks": 2**20, "f_bfree": 2**20, "f_bavail": 2**20}


if __name__ == "__main__":
    disk = Disk()
    signal.signal(signal.SIGUSR1, disk.settle)
    signal.signal(signal.SIGUSR2, disk.lose_power)
    os.umask(0)
    options = {"attr_timeout": 0, "entry_timeout": 0, "negative_timeout": 0, "use_ino": True}
    FUSE(disk, sys.argv[1], foreground=True, nothreads=True, allow_other=True, default_permissions=True, **options)
