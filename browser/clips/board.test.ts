import assert from "node:assert/strict";
import { test } from "node:test";
import { Board, MOST_SHAPES } from "./board";
import { clockWords, degreesOf } from "./shapes";

test("a line is there with its second point, and undo takes first the begun one, then the line", () => {
  const board = new Board();
  assert.equal(board.put([0.1, 0.1]), "no-tool");
  board.choose("line");
  assert.equal(board.put([0.1, 0.1]), "begun");
  assert.equal(board.put([0.5, 1.4]), "done");
  assert.deepEqual(board.shapes, [{ kind: "line", colour: "yellow", points: [[0.1, 0.1], [0.5, 1]] }]);
  board.put([0.2, 0.2]);
  assert.ok(board.undo());
  assert.equal(board.shapes.length, 1);
  assert.ok(board.undo());
  assert.equal(board.shapes.length, 0);
  assert.ok(!board.undo());
  assert.ok(board.redo());
  assert.equal(board.shapes.length, 1);
});

test("what is drawn after an undo leaves nothing to redo; clearing can be undone", () => {
  const board = new Board();
  board.choose("line");
  for (const point of [[0, 0], [1, 1], [0, 1], [1, 0]] as const) board.put(point);
  board.undo();
  board.put([0.5, 0.5]);
  board.put([0.6, 0.6]);
  assert.ok(!board.canRedo);
  board.clear();
  assert.equal(board.shapes.length, 0);
  board.undo();
  assert.equal(board.shapes.length, 2);
});

test("words need words, and a picture holds only so much", () => {
  const board = new Board();
  board.choose("text");
  assert.equal(board.put([0.5, 0.5]), "no-words");
  board.words = " knee ";
  for (let k = 0; k < MOST_SHAPES; k++) assert.equal(board.put([0.5, 0.5]), "done");
  assert.equal(board.shapes[0]?.words, "knee");
  assert.equal(board.put([0.5, 0.5]), "full");
});

test("an angle is one on the picture: it takes the picture's shape into account", () => {
  assert.equal(degreesOf([[0, 0.5], [0.5, 0.5], [0.5, 0]], { width: 640, height: 480 }), 90);
  assert.equal(degreesOf([[1, 0.5], [0.5, 0.5], [1, 0]], { width: 400, height: 400 }), 45);
  assert.notEqual(degreesOf([[1, 0.5], [0.5, 0.5], [1, 0]], { width: 640, height: 360 }), 45);
  assert.equal(degreesOf([[1, 0.55], [0.5, 0.5], [1, 0.45]], { width: 400, height: 400 }), 11);
});

test("a clock cuts off and does not round", () => assert.equal(clockWords(12_990), "0:12"));
