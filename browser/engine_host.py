"""Sits between the worker and `unbrace.motion`: numbers in, one short JSON text out. Bundled into engine.worker.js."""

import json
import sys
from base64 import b64encode

sys.path.insert(0, "/engine")

from unbrace.motion.events import event_to_json
from unbrace.motion.movement import Side, movement_from_json
from unbrace.motion.protocol import protocol_from_json
from unbrace.motion.session import Session, Target
from unbrace.motion.traced import TracedSession
from unbrace.motion.trial import TrialSession


class Host:
    def begin(self, text):
        order = json.loads(text)
        side = None if order["side"] == "both" else Side(order["side"])
        target = Target(reps=order["reps"], hold_s=order["hold_s"])
        names = {"exercise": order["exercise"], "content_version": order["content_version"]}
        session = Session(movement_from_json(order["movement"]), target, side, **names)
        # Only where the person allows it: else no landmark outlives its frame.
        self.session = TracedSession(session) if order.get("trace") else session
        self.curve = bool(order.get("curve"))

    def begin_test(self, text):
        order = json.loads(text)
        names = {"test": order["test"], "content_version": order["content_version"]}
        self.session = TrialSession(protocol_from_json(order["protocol"]), **names)
        self.curve = bool(order.get("curve"))

    def look(self, values):
        floats = values.to_py()
        answer = {"said": "step", "t_ms": floats[0]}
        events = [event_to_json(event) for event in self.session.receive_floats(floats)]
        if self.curve:
            answer["measured"] = self.session.measured
        return json.dumps({**answer, "events": events, "snapshot": self.session.snapshot()})

    def result(self):
        return self._say([], None)

    def finish(self, t_ms):
        events = [event_to_json(event) for event in self.session.finish(t_ms)]
        trace = self.session.trace() if isinstance(self.session, TracedSession) else None
        return self._say(events, trace)

    def _say(self, events, trace):
        result = self.session.result().to_json()
        text = None if trace is None else b64encode(trace).decode()
        return json.dumps({"said": "result", "events": events, "result": result, "trace": text})


Host()
