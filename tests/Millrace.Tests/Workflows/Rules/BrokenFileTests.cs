namespace Millrace.Tests.Workflows.Rules;

/// <summary>One thing wrong with the sample, one problem at its place, with a hint.</summary>
public sealed class BrokenFileTests
{
    // Find in the sample, replace by (¦ marks the expected place), code, part of the problem's text.
    public static TheoryData<string, string, string, string> Broken => new()
    {
        // Keys and shapes.
        { "  owner: operations", "  ¦ownr: operations", "workflow.unknown-key", "Did you mean 'owner'?" },
        { "  owner: operations-analytics@example.com\n", "", "workflow.missing-key", "lacks the key 'owner'" },
        { "problem:\n", "¦problm:\n", "workflow.unknown-key", "Did you mean 'problem'?" },
        { "  project: aviation\n", "  project: aviation\n  ¦project: other\n", "workflow.duplicate-key", "also in line 5" },
        { "  owner: operations-analytics@example.com", "  owner:¦", "workflow.missing-value", "'workflow.owner' has no value" },
        { "  owner: operations-analytics@example.com", "  owner: ¦[a, b]", "workflow.wrong-type", "must be a text, but is a list" },
        { "  owner: operations-analytics@example.com", "  owner: ¦42", "workflow.wrong-type", "Write \"42\"." },
        { "  name: flight-delays\n  project", "  name: ¦flight delays\n  project", "workflow.bad-name", "A name is a letter" },
        { "success_threshold: 0.80", "success_threshold: ¦\"0.80\"", "workflow.wrong-type", "Remove the quotes." },
        { "success_threshold: 0.80", "success_threshold: ¦high", "workflow.wrong-type", "must be a number, but is 'high'" },
        { "success_threshold: 0.80", "success_threshold: ¦1.2", "workflow.out-of-range", "roc_auc lies in [0, 1]" },
        { "keys: [origin], description", "keys: ¦origin, description", "workflow.wrong-type", "Write [origin]." },
        { "purge: true", "purge: ¦yes", "workflow.wrong-type", "must be true or false" },
        { "checkpoint_every: 25", "checkpoint_every: ¦0", "workflow.out-of-range", "at least 1" },
        { "checkpoint_every: 25", "checkpoint_every: ¦2.5", "workflow.wrong-type", "a whole number" },
        { "baselines:\n    - { name: prior, type: prior }", "baselines:\n    - ¦prior\n    - { name: prior, type: prior }", "workflow.wrong-type", "must be a block with the key 'type'" },

        // Words.
        { "type: binary_classification", "type: ¦binary_clasification", "workflow.unknown-word", "Did you mean 'binary_classification'?" },
        { "evaluation_metric: roc_auc", "evaluation_metric: ¦roc_acu", "workflow.unknown-word", "Did you mean 'roc_auc'?" },
        { "{ check: row_count, min: 1000 }", "{ check: ¦row_cuont, min: 1000 }", "workflow.unknown-word", "Did you mean 'row_count'?" },
        { "{ check: row_count, min: 1000 }", "{ ¦chek: row_count, min: 1000 }", "workflow.unknown-key", "Did you mean 'check'?" },
        { "{ check: row_count, min: 1000 }", "¦{ min: 1000 }", "workflow.missing-key", "Add 'check'" },
        { "{ check: row_count, min: 1000 }", "{ check: row_count, min: 1000, ¦column: delay }", "workflow.unknown-key", "has no key 'column'" },
        { "{ check: row_count, min: 1000 }", "¦{ check: row_count }", "workflow.missing-key", "Add 'min'" },
        { "check: matches, column: origin, pattern: \"^[A-Z]{3}$\"", "check: matches, column: origin", "workflow.missing-key", "'data.checks[4]' lacks the key 'pattern'" },
        { "engine: xgboost", "engine: ¦xgbost", "workflow.unknown-word", "Did you mean 'xgboost'?" },
        { "    learning_rate: 0.15", "    ¦learnin_rate: 0.15", "workflow.unknown-key", "Did you mean 'learning_rate'?" },
        { "type: bigint, unit: miles", "type: ¦bigit, unit: miles", "workflow.unknown-word", "Did you mean 'bigint'?" },
        { "function: mean, column: late", "function: ¦avg, column: late", "workflow.unknown-word", "Known: count, max, mean" },
        { "path: [None, Staging, Production]", "path: [None, ¦staging, Production]", "workflow.unknown-word", "Did you mean 'Staging'?" },

        { "    max_depth: 8", "    max_depth: ¦99", "training.parameter-out-of-range", "max_depth" },
        { "transform: ordinal, features: [origin_airport, destination_airport] }", "transform: ordinal, features: [origin_airport, destination_airport] }\n    - { transform: one_hot, features: [origin_airport] }", "training.transforms-conflict", "origin_airport" },
        { "search: { method: none }", "search: { method: grid, trials: 4, space: { max_depth: [4, ¦0.5] } }", "training.parameter-out-of-range", "max_depth" },
        { "search: { method: none }", "search: { method: grid, trials: 4, ¦spase: { max_depth: [4, 6] } }", "workflow.unknown-key", "Did you mean 'space'?" },

        // Units and dates.
        { "p99: 20ms }\n  throughput", "p99: ¦20 }\n  throughput", "workflow.bad-unit", "a duration like 500ms" },
        { "throughput: 200rps", "throughput: ¦200/s", "workflow.bad-unit", "a rate like 200rps" },
        { "windows: [2h, 6h, 1d]", "windows: [2h, ¦6hours, 1d]", "workflow.bad-unit", "but is '6hours'" },
        { "windows: [2h, 6h, 1d]", "windows: [2h, ¦2h, 1d]", "workflow.duplicate-name", "The window '2h'" },
        { "tolerate: 0.0005", "tolerate: ¦5", "workflow.out-of-range", "in [0, 1)" },
        { "as_of: 2001-07-01", "as_of: ¦2001-06-31", "workflow.bad-date", "Write 2001-06-01" },

        // References.
        { "  dataset: flights\n", "  dataset: ¦flihgts\n", "workflow.unknown-reference", "Did you mean 'flights'?" },
        { "{ source: airport_zones, key: iata, on: origin", "{ source: ¦airports, key: iata, on: origin", "workflow.unknown-reference", "the source 'airports'" },
        { "key: iata, on: origin,", "key: iata, on: ¦orgin,", "workflow.unknown-reference", "Did you mean 'origin'?" },
        { "check: between, column: distance", "check: between, column: ¦distnace", "workflow.unknown-reference", "Did you mean 'distance'?" },
        { "not_null, columns: [date, delay,", "not_null, columns: [date, ¦dealy,", "workflow.unknown-reference", "Did you mean 'delay'?" },
        { "foreign_key, column: origin, source: airport_zones", "foreign_key, column: origin, source: ¦airport_zone", "workflow.unknown-reference", "Did you mean 'airport_zones'?" },
        { "  target: late", "  target: ¦lat", "workflow.unknown-reference", "Did you mean 'late'?" },
        { "entity: route_slot", "entity: ¦route_slots", "workflow.unknown-reference", "Did you mean 'route_slot'?" },
        { "on: { destination: origin }", "on: { ¦destinaton: origin }", "workflow.unknown-reference", "Did you mean 'destination'?" },
        { "over: logistic,", "over: ¦logistics,", "workflow.unknown-reference", "Did you mean 'logistic'?" },
        { "gate: threshold, metric: test.roc_auc", "gate: threshold, metric: ¦test.roc_au", "workflow.unknown-reference", "Did you mean 'test.roc_auc'?" },
        { "features: [origin_airport, destination_airport]", "features: [origin_airport, destination_airport, ¦hours]", "workflow.unknown-reference", "Did you mean 'hour'?" },
        { "- { feature: hour,", "- { feature: ¦houre,", "workflow.unknown-reference", "Did you mean 'hour'?" },
        { "batch: { split: test,", "batch: { split: ¦tset,", "workflow.unknown-reference", "Did you mean 'test'?" },
        { "fallback: { type: baseline, baseline: prior", "fallback: { type: baseline, baseline: ¦priors", "workflow.unknown-reference", "Did you mean 'prior'?" },
        { "  current: test\n", "  current: ¦tests\n", "workflow.unknown-reference", "Did you mean 'test'?" },

        // Contradictions.
        { "prediction_time: departed_at", "prediction_time: ¦landed_at", "workflow.future-leak", "Set data.event_time: landed_at" },
        { "    column: departed_at\n    train", "    column: ¦landed_at\n    train", "workflow.future-leak", "a training row could come after a test row" },
        { "  event_time: departed_at", "  event_time: ¦slot", "workflow.contradiction", "must be a column of type timestamp" },
        { "min: 1, max: 6000 }\n", "min: ¦9000, max: 6000 }\n", "workflow.contradiction", "min 9000 is larger than max 6000" },
        { "      ttl: 28d", "      ttl: ¦1d", "workflow.contradiction", "shorter than the window 28d" },
        { "validation: { from: 2001-05-01,", "validation: { from: ¦2001-04-20,", "workflow.contradiction", "the parts overlap" },
        { "{ from: 2001-06-01, to: 2001-07-01 }", "{ from: 2001-06-01, to: ¦2001-05-20 }", "workflow.contradiction", "ends (2001-05-20) before it begins" },
        { "features: [origin_airport, destination_airport]", "features: [origin_airport]", "workflow.contradiction", "ordinal, features: [destination_airport]" },
        { "false_negative: 90", "false_negative: 10", "workflow.contradiction", "a missed positive is no worse" },
        { "path: [None, Staging, Production]", "path: ¦[None, Production]", "workflow.contradiction", "without skipping a stage" },
        { "latency: { p50: 5ms,", "latency: { p50: ¦50ms,", "workflow.contradiction", "p50 50ms is longer than p99 20ms" },
        { "baseline: prior, description: \"The share", "baseline: ¦logistic, description: \"The share", "workflow.contradiction", "can be unavailable in the same way" },
        { "control: 0.5, treatment: 0.5", "control: 0.5, treatment: 0.6", "workflow.contradiction", "sums to 1.1" },
        { "mde: 0.01", "mde: ¦0.2", "workflow.contradiction", "cannot decrease by 0.2" },
        { "reference: reference, max_drop", "reference: ¦validation, max_drop", "workflow.contradiction", "tuned on" },
        { "    slot: { type: integer", "    ¦delay: { type: integer, expression: '1', description: One. }\n    slot: { type: integer", "workflow.duplicate-name", "data.columns.delay" },
        { "    hour: { type: integer", "    ¦slot: { type: integer, expression: '1', description: One. }\n    hour: { type: integer", "workflow.duplicate-name", "data.derived.slot" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_broken_file_says_what_where_and_how(string find, string replace, string code, string hint)
    {
        var changed = Sample.With(find, replace);
        var (text, line, column) = changed.Contains(Sample.Mark) ? Sample.Unmark(changed) : (changed, 0, 0);

        var problems = Sample.Read(text).Problems.Found;

        Assert.True(problems.Count == 1, string.Join("\n", problems));
        var problem = problems[0];
        Assert.Equal(code, problem.Code);
        Assert.Contains(hint, $"{problem.What} {problem.Fix}", StringComparison.Ordinal);
        if (line > 0)
        {
            Assert.Equal((line, column), (problem.At!.Line, problem.At.Column));
        }
    }
}
