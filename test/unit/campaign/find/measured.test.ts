import { expect, test } from "vitest";
import { createPeopleIndex } from "../../../../src/campaign/find/people-index.ts";
import { createExam, markKnown, markUnknown } from "../../../bench/find/measure-find.ts";

test.each([1, 2])("among 9,000 people nobody is taken for somebody else, and 95 of 100 spellings find their person (seed %i)", (seed) => {
  const exam = createExam(seed);
  const find = createPeopleIndex(exam.people.map(({ sheet }) => sheet));
  const known = markKnown(find, exam, exam.known);
  expect(known.wrong).toEqual([]);
  expect(known.rightShare).toBeGreaterThan(0.98);
  expect(known.direct / exam.known.length).toBeGreaterThan(0.55);
  const otherwise = markKnown(find, exam, exam.otherwise);
  expect(otherwise.wrong).toEqual([]);
  expect(otherwise.rightShare).toBeGreaterThan(0.97);
  const unknown = markUnknown(find, exam.unknown);
  expect(unknown.wrong).toEqual([]);
  expect(unknown.none).toBeGreaterThan(exam.unknown.length / 2);
});
