"""What a process that reads strangers' files denies itself before it opens the first one.

Network, on two floors. Where the kernel lets an ordinary process have a namespace of its own
(user_namespaces(7), network_namespaces(7)), the process and everything it starts are left with no
interface at all: that stops native code and other programs, too. Where it does not (a container
whose seccomp profile forbids `unshare`, `kernel.unprivileged_userns_clone=0`), an audit hook is
what remains: it refuses the sockets of Python code alone. It does not stop native code that a
crafted file has taken over, nor other programs started from here; there the operator denies the
network from outside (`--network none`, a NetworkPolicy).

Files are not hidden: a parser that was taken over reads what the account of the server may read.
"""

import ctypes
import errno
import os
import resource
import sys
from pathlib import Path

_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000  # CLONE_NEWUSER, CLONE_NEWNET of linux/sched.h
_UNIX_SOCKETS = 1  # AF_UNIX: threads of one program talk through pairs of them
_REFUSED = frozenset(
    {
        "socket.bind", "socket.connect", "socket.getaddrinfo", "socket.gethostbyaddr",
        "socket.gethostbyname", "socket.getnameinfo", "socket.getservbyname",
        "socket.sendmsg", "socket.sendto",
    }
)  # fmt: skip


def confine(memory_bytes: int, file_bytes: int) -> bool:
    """Deny more address space, longer files, core dumps and the network.

    For good: nothing here can be taken back. True when the kernel denies the network, False when
    the audit hook alone does.
    """
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_FSIZE, (file_bytes, file_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    isolated = _leave_network()
    sys.addaudithook(_refuse_network)
    return isolated


def allow_processor(seconds: int) -> None:
    """So much processor time from now on, of all threads together; then SIGXCPU."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    until = int(used.ru_utime + used.ru_stime) + 1 + seconds
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    if hard == resource.RLIM_INFINITY or until <= hard:
        resource.setrlimit(resource.RLIMIT_CPU, (until, hard))


def _leave_network() -> bool:
    """Move into a network namespace with nothing in it, keeping the user's own name."""
    if not sys.platform.startswith("linux"):
        return False
    user, group = os.getuid(), os.getgid()
    if ctypes.CDLL(None, use_errno=True).unshare(_NEW_USER | _NEW_NETWORK) != 0:
        return False
    try:
        # Without these the process would be nobody to programs that ask who they are.
        Path("/proc/self/setgroups").write_text("deny", encoding="ascii")
        Path("/proc/self/uid_map").write_text(f"{user} {user} 1", encoding="ascii")
        Path("/proc/self/gid_map").write_text(f"{group} {group} 1", encoding="ascii")
    except OSError:
        return True  # the network is gone all the same
    return True


def _refuse_network(event: str, details: tuple[object, ...]) -> None:
    opened = event == "socket.__new__" and len(details) > 1 and details[1] != _UNIX_SOCKETS
    if opened or event in _REFUSED:
        raise PermissionError(errno.EPERM, "a process that reads files has no network")
