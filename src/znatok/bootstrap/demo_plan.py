"""The demo company as it is written down."""

import json
import tomllib
from dataclasses import dataclass
from pathlib import Path

from znatok.platform.assets import asset

_SUGGESTED = 4


@dataclass(frozen=True, slots=True)
class DemoAccount:
    email: str
    password: str
    name: str
    department: str | None
    role: str


class DemoPlan:
    """What `company.toml` and `golden.jsonl` say; reads quickly and opens nothing."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or asset("demo_company")
        self.plan = tomllib.loads((self.folder / "company.toml").read_text("utf-8"))

    @property
    def name(self) -> str:
        return str(self.plan["company"]["name"])

    @property
    def accounts(self) -> list[DemoAccount]:
        password = self.plan["company"]["password"]
        return [
            DemoAccount(each["email"], password, each["name"], each.get("department"), each["role"])
            for each in self.plan["users"]
        ]

    def questions_for(self, email: str) -> list[str]:
        """Questions that this person can get answered, of different documents."""
        questions: dict[str, str] = {}
        for line in (self.folder / "golden.jsonl").read_text("utf-8").splitlines():
            row = json.loads(line)
            if row["reader"] == email and row["expect"] == "answer":
                questions.setdefault(str(row["source"]), row["question"])
        return list(questions.values())[:_SUGGESTED]
