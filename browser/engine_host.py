"""Sits between the worker and `unbrace.motion`: numbers in, one short JSON text out. Bundled into engine.worker.js."""

import json
import sys

sys.path.insert(0, "/engine")

from unbrace.motion.events import event_to_json
from unbrace.motion.landmarks import Frame
from unbrace.motion.movement import movement_from_json
from unbrace.motion.session import Session, Target


class Host:
    def begin(self, text):
        order = json.loads(text)
        side = None if order["side"] == "both" else order["side"]
        target = Target(reps=order["reps"], hold_s=order["hold_s"])
        self.session = Session(movement_from_json(order["movement"]), target, side)

    def look(self, values):
        frame = Frame.from_floats(values.to_py())
        events = [event_to_json(event) for event in self.session.receive(frame)]
        return json.dumps(
            {"said": "step", "t_ms": frame.t_ms, "events": events, "snapshot": self.session.snapshot()}
        )

    def result(self):
        return json.dumps({"said": "result", "events": [], "result": self.session.result().to_json()})

    def finish(self, t_ms):
        events = [event_to_json(event) for event in self.session.finish(t_ms)]
        return json.dumps({"said": "result", "events": events, "result": self.session.result().to_json()})


Host()
