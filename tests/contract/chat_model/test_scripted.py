import pytest
from tests.contract.chat_model.suite import ChatModelContract, Stage
from tests.standins.scripted import Script, ScriptedModel, say


class TestScriptedModel(ChatModelContract):
    @pytest.fixture
    def stage(self) -> Stage:
        model = ScriptedModel(say())

        def play(script: Script) -> None:
            model.script = script

        return Stage(model, play, lambda: model.requests, lambda: model.open_streams)
