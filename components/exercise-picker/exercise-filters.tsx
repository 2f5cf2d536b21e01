import { difficultyNames } from "@/components/exercise-picker/difficulty";
import { type ExerciseFilter, toWantedStanding, wantedStandings } from "@/components/exercise-picker/exercise-filter";
import { ExerciseSearch } from "@/components/exercise-picker/exercise-search";
import { NativeSelect } from "@/components/ui/native-select";

interface ExerciseFiltersProps {
  filter: ExerciseFilter;
  topics: string[];
  onChange: (change: Partial<ExerciseFilter>) => void;
}

export function ExerciseFilters({ filter, topics, onChange }: ExerciseFiltersProps) {
  return (
    <search className="flex flex-col gap-2 sm:flex-row">
      <ExerciseSearch value={filter.search} onChange={(search) => onChange({ search })} />
      <div className="grid grid-cols-2 gap-2 sm:flex">
        <NativeSelect
          label="Topic"
          value={filter.topic ?? ""}
          onChange={(event) => onChange({ topic: event.target.value || null })}
        >
          <option value="">All topics</option>
          {topics.map((topic) => (
            <option key={topic} value={topic}>
              {topic}
            </option>
          ))}
        </NativeSelect>
        <NativeSelect
          label="Difficulty"
          value={filter.difficulty ?? ""}
          onChange={(event) => onChange({ difficulty: Number(event.target.value) || null })}
        >
          <option value="">Any difficulty</option>
          {Object.entries(difficultyNames).map(([level, name]) => (
            <option key={level} value={level}>
              {level} {name}
            </option>
          ))}
        </NativeSelect>
        <div className="max-sm:col-span-2">
          <NativeSelect
            label="Progress"
            value={filter.standing ?? ""}
            onChange={(event) => onChange({ standing: toWantedStanding(event.target.value) })}
          >
            <option value="">Any progress</option>
            {Object.entries(wantedStandings).map(([standing, name]) => (
              <option key={standing} value={standing}>
                {name}
              </option>
            ))}
          </NativeSelect>
        </div>
      </div>
    </search>
  );
}
