// The thorough model is used where the device has shown that it can carry it, and whatever the person chose comes first.
import { strict as assert } from "node:assert";
import { beforeEach, test } from "node:test";
import { chooseModel, chosenModel, lastLook, modelToUse, QUICK_MS, rememberLook } from "./camera_model";

const kept = new Map<string, string>();
Object.assign(globalThis, {
  localStorage: {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => kept.set(name, value),
    removeItem: (name: string) => kept.delete(name),
  },
});
beforeEach(() => kept.clear());

test("nothing measured: the quick one", () => assert.equal(modelToUse(), "lite"));

test("quick enough: the thorough one next time; too slow: back again", () => {
  rememberLook("lite", QUICK_MS.lite);
  assert.equal(modelToUse(), "full");
  rememberLook("lite", QUICK_MS.lite + 1);
  assert.equal(modelToUse(), "lite");
  rememberLook("full", QUICK_MS.full);
  assert.equal(modelToUse(), "full");
  rememberLook("full", QUICK_MS.full + 1);
  assert.equal(modelToUse(), "lite");
});

test("the person's own choice comes before what was measured", () => {
  rememberLook("lite", 90);
  chooseModel("full");
  assert.equal(modelToUse(), "full");
  chooseModel("auto");
  assert.equal(modelToUse(), "lite");
});

test("what somebody else wrote there is not taken for a measurement", () => {
  for (const odd of ["", "{}", "7", '{"model":"heavy","ms":1}', '{"model":"lite"}', "{"]) {
    kept.set("unbrace-look-ms", odd);
    kept.set("unbrace-model", odd);
    assert.equal(lastLook(), null, odd);
    assert.equal(chosenModel(), "auto", odd);
    assert.equal(modelToUse(), "lite", odd);
  }
});
