"""The house rules that no single room can keep by itself."""

import importlib.metadata
import re
import runpy
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MAX_LINES = 400
ADR_PARTS = (
    "Context",
    "Decision",
    "Consequences",
    "Alternatives",
    "(Checked by|Enforced by|What enforces it)",
)
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
# A licence is permitted by its words: these, none of the forbidden ones.
PERMITTED = re.compile(r"\b(MIT|BSD|0BSD|Apache|ISC|PSF|MPL-2\.0|Zlib|Python Software Foundation)")
FORBIDDEN = re.compile(
    r"\b(A?GPL|Affero|LGPL|GNU|SSPL|BUSL|Business Source|Elastic)\b", re.IGNORECASE
)
LOCKS = {"runtime": "dependencies", "dev": "dev", "uv": "uv", "build": "build", "node": "node"}


def tracked() -> list[Path]:
    """Files under version control; in an unpacked archive, without git, the files themselves."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def words_of(path: Path) -> str | None:
    """The text of a file; None where it is not text."""
    data = path.read_bytes()
    return None if b"\0" in data[:8192] else data.decode("utf-8", errors="replace")


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def locked(lock: str) -> dict[str, str]:
    """Name → version of a lock."""
    text = (ROOT / "requirements" / f"{lock}.txt").read_text("utf-8")
    return {canonical(n): v for n, v in re.findall(r"^([\w.-]+)==([^\s;\\]+)", text, re.MULTILINE)}


def pins(requirements: list[str]) -> Iterator[tuple[str, str]]:
    for each in requirements:
        found = re.fullmatch(r"([\w.-]+)(?:\[[\w,-]+\])?==([\w.]+)(?:; .+)?", each)
        assert found, f"{each} is not pinned"
        yield canonical(found[1]), found[2]


def test_the_import_contracts_are_kept() -> None:
    done = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout


def test_no_contract_excuses_an_import() -> None:
    contracts = PYPROJECT["tool"]["importlinter"]["contracts"]
    assert [each["name"] for each in contracts if "ignore_imports" in each] == []


def test_no_file_of_code_is_longer_than_it_should_be() -> None:
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines())
        for path in (ROOT / "src").rglob("*.py")
    }
    assert lengths
    assert {name: n for name, n in lengths.items() if n > MAX_LINES} == {}


@pytest.mark.parametrize(
    "path", sorted((ROOT / "docs" / "adr").glob("[0-9]*.md")), ids=lambda path: path.stem
)
def test_every_decision_says_why_and_what_enforces_it(path: Path) -> None:
    headings = re.findall(r"^## (.+)$", path.read_text("utf-8"), re.MULTILINE)
    for part in ADR_PARTS:
        assert any(re.fullmatch(part, each) for each in headings), part


def test_the_list_of_decisions_is_complete() -> None:
    folder = ROOT / "docs" / "adr"
    listed = set(re.findall(r"\((\d{4}-[\w-]+\.md)\)", (folder / "README.md").read_text("utf-8")))
    assert listed == {path.name for path in folder.glob("[0-9]*.md")}


def test_no_decision_still_waits_for_its_figures() -> None:
    for path in (ROOT / "docs" / "adr").glob("*.md"):
        assert not re.findall(r"@[A-Z_]+@", path.read_text("utf-8")), path.name


def documents() -> list[Path]:
    return [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]


def shown_commands(path: Path) -> list[str]:
    blocks = re.findall(
        r"^```console\n(.*?)^```", path.read_text("utf-8"), re.DOTALL | re.MULTILINE
    )
    return [line for block in blocks for line in block.splitlines() if line.strip()]


def test_every_command_that_the_documents_show_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    commands = {"serve", "add", "ask", "eval", "golden", "settings", "user"}
    seen = 0
    for path in documents():
        for line in shown_commands(path):
            words = [each for each in line.split() if not re.match(r"[A-Z_]+=", each)]
            seen += 1
            if words[0] == "make":
                assert words[1] in targets, f"{path.name}: {line}"
            elif words[0] in ("znatok", ".venv/bin/znatok"):
                assert words[1] in commands, f"{path.name}: {line}"
            else:
                assert words[0] in ("export", "scripts/fresh-machine.sh"), f"{path.name}: {line}"
    assert seen


def test_links_between_documents_lead_somewhere() -> None:
    for path in documents():
        for target in re.findall(r"\]\(([^)#:\s]+)\)", path.read_text("utf-8")):
            assert (path.parent / target).exists(), f"{path.relative_to(ROOT)}: {target}"


def test_the_terminal_knows_the_commands_that_the_documents_show() -> None:
    done = subprocess.run(
        [Path(sys.executable).parent / "znatok", "--help"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    for command in ("serve", "add", "ask", "eval", "golden", "settings", "user"):
        assert re.search(rf"\b{command}\b", done.stdout)


def test_the_page_of_settings_is_in_step_with_the_settings() -> None:
    script = runpy.run_path(str(ROOT / "scripts" / "document_settings.py"))
    assert script["PAGE"].read_text("utf-8") == script["render"](), "run `make settings`"


def optional() -> list[str]:
    """What the extras ask for."""
    extras: dict[str, list[str]] = PYPROJECT["project"]["optional-dependencies"]
    return [each for pinned in extras.values() for each in pinned]


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_is_in_its_lock(lock: str) -> None:
    groups = PYPROJECT["dependency-groups"]
    runtime = PYPROJECT["project"]["dependencies"]
    asked = list(runtime) if lock in ("runtime", "dev") else []
    if lock != "runtime":
        asked += groups[LOCKS[lock]]
    if lock == "dev":
        asked += optional()
    found = locked(lock)
    assert {name: found.get(name) for name, _ in pins(asked)} == dict(pins(asked))


def test_the_build_uses_the_locked_backend() -> None:
    found = locked("build")
    for name, version in pins(PYPROJECT["build-system"]["requires"]):
        assert found[name] == version


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_has_a_hash_and_no_address(lock: str) -> None:
    text = (ROOT / "requirements" / f"{lock}.txt").read_text("utf-8")
    packages = re.split(r"^(?=[\w.-]+==)", text, flags=re.MULTILINE)
    assert not packages[0].strip()
    assert all("--hash=sha256:" in each for each in packages[1:])
    assert "://" not in text


def test_every_lock_agrees_with_the_others_about_a_version() -> None:
    runtime, dev = locked("runtime"), locked("dev")
    assert {name: dev.get(name) for name in runtime} == runtime


def named_in_notice() -> set[str]:
    text = (ROOT / "NOTICE").read_text("utf-8")
    return {canonical(name) for name in re.findall(r"^([a-z][\w.-]*)  +\S", text, re.MULTILINE)}


def test_notice_names_every_package_that_the_product_installs() -> None:
    assert set(locked("runtime")) | set(dict(pins(optional()))) <= named_in_notice()


def licence_of(name: str) -> str:
    about = importlib.metadata.metadata(name)
    classifiers = [c for c in about.get_all("Classifier") or [] if c.startswith("License ::")]
    said = about.get("License-Expression") or (about.get("License") or "").partition("\n")[0]
    return " ; ".join([said, *classifiers])


def test_every_package_that_the_product_installs_has_a_permitted_licence() -> None:
    installed = {canonical(each.name) for each in importlib.metadata.distributions()}
    checked = sorted(set(locked("runtime")) & installed)
    assert len(checked) > len(PYPROJECT["project"]["dependencies"])
    refused = {
        name: said
        for name in checked
        if not PERMITTED.search(said := licence_of(name)) or FORBIDDEN.search(said)
    }
    assert refused == {}


def test_no_file_holds_a_path_of_somebodys_machine() -> None:
    # Written in parts, so that this file does not hold what it looks for.
    machine = re.compile("|".join(["/" + "work/", "/" + "root/", "/" + r"home/\w", "/" + "Users/"]))
    guilty = [
        f"{path.relative_to(ROOT)}: {found[0]}"
        for path in tracked()
        if (text := words_of(path)) and (found := machine.search(text))
    ]
    assert guilty == []


def test_no_lock_of_the_web_pages_holds_an_address_of_a_registry() -> None:
    assert '"resolved"' not in (ROOT / "web" / "package-lock.json").read_text("utf-8")


def test_scripts_can_be_run() -> None:
    for path in [ROOT / ".ci" / "run", *(ROOT / "scripts").glob("*.sh")]:
        assert path.stat().st_mode & 0o111, path.name
        assert "set -euo pipefail" in path.read_text("utf-8"), path.name
