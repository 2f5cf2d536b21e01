import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { ChangeFeed } from "@/lib/db/change-feed";
import { openTestInstallation, type TestInstallation } from "@/lib/testing/test-installation";

const minuteMs = 60_000;

describe("LessonService", () => {
  let carrel: TestInstallation;
  let exercise: { exerciseId: string; slug: string };

  beforeAll(async () => {
    carrel = await openTestInstallation({ POOL_FLOOR: "0", POOL_MAX: "4" });
    exercise = await carrel.createExercise();
  });
  afterEach(async () => {
    await carrel.database.lesson.deleteMany();
    for (const { name } of await carrel.pool.listAll()) {
      await carrel.pool.remove(name);
      await carrel.containers.removeContainer(name);
    }
  });
  afterAll(() => carrel.close());

  const inMinutes = (minutes: number) => new Date(Date.now() + minutes * minuteMs).toISOString();
  const prepare = async (students: number, startsAt: string, exerciseId = exercise.slug) => {
    const teacher = await carrel.createTeacher();
    return { teacher, lesson: await carrel.lessons.prepareLesson(teacher, { exerciseId, students, startsAt }) };
  };
  const fillWhole = async () => {
    while (await carrel.poolFiller.fill());
  };

  it("plans a lesson of tomorrow and starts nothing for it yet", async () => {
    const startsAt = inMinutes(24 * 60);
    const { lesson } = await prepare(40, startsAt);
    expect(lesson).toMatchObject({ state: "planned", students: 40, wanted: 40, waiting: 0, startsAt });
    expect(lesson.exercise).toMatchObject({ id: exercise.exerciseId, slug: exercise.slug });
    expect(Date.parse(startsAt) - Date.parse(lesson.preparedFrom)).toBe(10 * minuteMs);
    await fillWhole();
    expect(await carrel.pool.listAll()).toEqual([]);
  });

  it("fills ahead, says when it is full, and counts down as students start", async () => {
    const { teacher, lesson } = await prepare(2, inMinutes(5));
    expect(lesson).toMatchObject({ state: "filling", waiting: 0, wanted: 2 });
    await fillWhole();
    expect(await carrel.lessons.listLessons(teacher)).toMatchObject([
      { state: "full", waiting: 2, wanted: 2, fullAt: expect.any(String) },
    ]);
    const student = await carrel.createStudent();
    const { session } = await carrel.sessions.startSession(student, { exerciseId: exercise.slug, wait: true });
    await fillWhole();
    expect(await carrel.lessons.listLessons(teacher)).toMatchObject([{ state: "full", waiting: 1, wanted: 1 }]);
    expect(await carrel.pool.listAll()).toHaveLength(1);
    await carrel.sessions.endSession(student, session.id);
  });

  it("keeps as many waiting as students are to come, although others start the exercise just before", async () => {
    const { teacher, lesson } = await prepare(2, inMinutes(5));
    const [own, other] = [await carrel.createStudent(), await carrel.createStudent()];
    const members = [
      { userId: teacher.id, role: "teacher" as const },
      { userId: own.id, role: "student" as const },
    ];
    const course = { id: lesson.id, slug: lesson.id, title: "Its course" };
    await carrel.database.course.create({ data: { ...course, members: { create: members } } });
    await fillWhole();
    const wanted = async (student: typeof own) => {
      const { session } = await carrel.sessions.startSession(student, { exerciseId: exercise.slug, wait: true });
      await fillWhole();
      await carrel.sessions.endSession(student, session.id);
      return carrel.lessons.listLessons(teacher);
    };
    expect(await wanted(other)).toMatchObject([{ state: "full", waiting: 2, wanted: 2 }]);
    expect(await wanted(own)).toMatchObject([{ state: "full", waiting: 1, wanted: 1 }]);
  });

  it("adds up two teachers' lessons of one exercise, and shows each their own, an administrator both", async () => {
    const { slug } = await carrel.createExercise();
    const first = await prepare(1, inMinutes(4), slug);
    const second = await prepare(2, inMinutes(5), slug);
    await fillWhole();
    expect(await carrel.pool.listAll()).toHaveLength(3);
    expect(await carrel.lessons.listLessons(first.teacher)).toMatchObject([{ id: first.lesson.id, waiting: 1 }]);
    expect(await carrel.lessons.listLessons(second.teacher)).toMatchObject([{ id: second.lesson.id, waiting: 2 }]);
    const all = await carrel.lessons.listLessons({ ...first.teacher, role: "admin" });
    expect(all.map(({ id }) => id)).toEqual([first.lesson.id, second.lesson.id]);
  });

  it("cancels one's own, twice without complaint, and nobody else's", async () => {
    const { teacher, lesson } = await prepare(1, inMinutes(60));
    const other = await carrel.createTeacher("other");
    await expect(carrel.lessons.cancelLesson(other, lesson.id)).rejects.toMatchObject({ code: "not_found" });
    await carrel.lessons.cancelLesson(teacher, lesson.id);
    await carrel.lessons.cancelLesson(teacher, lesson.id);
    expect(await carrel.lessons.listLessons(teacher)).toEqual([]);
    const again = await prepare(1, inMinutes(60));
    await carrel.lessons.cancelLesson({ ...other, role: "admin" }, again.lesson.id);
    expect(await carrel.lessons.listLessons(again.teacher)).toEqual([]);
  });

  it.each([
    ["more than an hour ago", -61],
    ["more than 30 days ahead", 30 * 24 * 60 + 1],
  ])("refuses a time %s", async (_words, minutes) => {
    await expect(prepare(1, inMinutes(minutes))).rejects.toMatchObject({ code: "invalid_request" });
  });

  it("refuses an exercise that is not there, or that no student can open", async () => {
    const hidden = await carrel.createExercise({ build: false });
    await carrel.database.exercise.update({ where: { id: hidden.exerciseId }, data: { published: false } });
    await expect(prepare(1, inMinutes(1), "nothing")).rejects.toMatchObject({ code: "not_found" });
    await expect(prepare(1, inMinutes(1), hidden.slug)).rejects.toMatchObject({ code: "not_found" });
  });

  it("wakes the keeper when a lesson comes or goes", async () => {
    let woken = 0;
    const changes = new ChangeFeed({ url: carrel.config.databaseUrl, log: carrel.log });
    changes.subscribe("carrel_pool", () => {
      woken++;
    });
    const change = async () => {
      const { teacher, lesson } = await prepare(1, inMinutes(60));
      await carrel.lessons.cancelLesson(teacher, lesson.id);
      return woken;
    };
    await expect.poll(change).toBeGreaterThan(1);
    await changes.close();
  });
});
