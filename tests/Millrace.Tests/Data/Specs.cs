using Millrace.Data.Contracts;

namespace Millrace.Tests.Data;

/// <summary>Short ways to write preparations of a dataset named <c>d</c>.</summary>
internal static class Specs
{
    public static PrepareSpec Of(params CheckSpec[] checks) => new("d", [], [], [], "t", null, checks);

    public static PrepareSpec With(this PrepareSpec spec, params ColumnSpec[] columns) => spec with { Columns = columns };

    public static PrepareSpec With(this PrepareSpec spec, params LookupSpec[] lookups) => spec with { Lookups = lookups };

    public static PrepareSpec With(this PrepareSpec spec, params DerivedSpec[] derived) => spec with { Derived = derived };

    public static ColumnSpec Column(string name, string type, string pii = "none", string? policy = null) =>
        new(name, type, "", null, pii, policy);

    public static DerivedSpec Derived(string name, string type, string expression) => new(name, type, expression, "");

    public static LookupSpec Lookup(string source, string key, string on, string there, string here, string onMissing) =>
        new(source, key, on, new Dictionary<string, string> { [there] = here }, onMissing);

    public static CheckSpec Check(string check, params string[] columns) => new(check, null, columns);
}
