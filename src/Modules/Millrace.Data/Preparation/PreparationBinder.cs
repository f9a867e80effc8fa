using Millrace.Data.Checks;
using Millrace.Data.Contracts;
using Millrace.Data.Reading;
using Millrace.DuckDb;
using Millrace.DuckDb.Expressions;

namespace Millrace.Data.Preparation;

/// <summary>Binds a preparation against the columns of its sources. It goes on after a problem, so that all are found;
/// a column that failed keeps its declared type, so that nothing that uses it fails for that reason.</summary>
internal sealed class PreparationBinder(
    PrepareSpec spec, IReadOnlyDictionary<string, IReadOnlyList<DatasetColumn>> sources, string datasetFormat)
{
    private readonly Findings findings = new();
    private readonly ColumnScope scope = new();
    private readonly HashSet<string> personal = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<BoundDerived> derived = [];

    /// <summary>Every problem found, in the order of the file; empty when the preparation is good.</summary>
    public IReadOnlyList<DataFinding> Problems => findings.All;

    /// <summary>The preparation; as far as it is known when there are <see cref="Problems"/>.</summary>
    public BoundPreparation Bind()
    {
        using var database = DataEngine.OpenSmall();
        using var connection = database.Connect();
        var guard = new ExpressionGuard(connection);
        BindRaw(connection);
        var raw = scope.Columns.ToList();
        var lookups = new LookupBinder(spec, sources, scope, personal, findings);
        foreach (var (index, lookup) in spec.Lookups.Index())
        {
            lookups.Bind(index, lookup);
        }

        foreach (var column in spec.Derived)
        {
            BindDerived(connection, guard, column);
        }

        var policies = PersonalData.Policies(spec.Columns);
        BindTime("event_time", spec.EventTime, policies);
        if (spec.CreatedTime is not null)
        {
            BindTime("created_time", spec.CreatedTime, policies);
        }

        var checks = new CheckBinder(connection, guard, scope, sources, findings).BindAll(spec.Checks);
        return new BoundPreparation(raw, spec.Lookups, derived, checks, scope.Columns, personal, policies);
    }

    private void BindRaw(DuckConnection connection)
    {
        if (!sources.TryGetValue(spec.Dataset, out var columns))
        {
            findings.Add(PreparationProblems.UnknownSource(spec.Dataset, sources.Keys), "dataset");
            columns = [.. spec.Columns.Select(column => new DatasetColumn(column.Name, column.Type))];
        }

        var declared = Declared(connection);
        foreach (var column in columns)
        {
            // The types of csv and jsonl were guessed from the text; what is declared is how they are read.
            var type = declared.GetValueOrDefault(column.Name) ?? column.Type;
            var isText = datasetFormat != "parquet";
            AddColumn(isText ? column with { Type = type } : column, "source", spec.Dataset);
            if (isText ? !TypeNames.CanReadTextAs(column.Type, type) : type != column.Type)
            {
                findings.Add(PreparationProblems.ColumnType(column.Name, type, column.Type), "columns", column.Name, "type");
            }
        }
    }

    private Dictionary<string, string> Declared(DuckConnection connection)
    {
        var types = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var known = sources.GetValueOrDefault(spec.Dataset);
        foreach (var column in spec.Columns)
        {
            if (known is not null && !known.Any(other => string.Equals(other.Name, column.Name, StringComparison.OrdinalIgnoreCase)))
            {
                findings.Add(
                    PreparationProblems.ColumnMissing($"Source '{spec.Dataset}'", column.Name, known.Select(other => other.Name)),
                    "columns", column.Name);
            }

            Declare(connection, column, types);
        }

        return types;
    }

    private void Declare(DuckConnection connection, ColumnSpec column, Dictionary<string, string> types)
    {
        if (TypeNames.Canonical(connection, column.Type) is { } type)
        {
            types[column.Name] = type;
        }
        else
        {
            findings.Add(PreparationProblems.UnknownType(column.Name, column.Type), "columns", column.Name, "type");
        }

        if (PersonalData.IsPersonal(column))
        {
            personal.Add(column.Name);
        }

        if (!DataVocabulary.PersonalData.Contains(column.Pii))
        {
            findings.Add(PreparationProblems.UnknownWord("kind of personal data", column.Pii, DataVocabulary.PersonalData), "columns", column.Name, "pii");
        }

        if (column.PiiPolicy is not null && !DataVocabulary.PersonalDataPolicies.Contains(column.PiiPolicy))
        {
            findings.Add(
                PreparationProblems.UnknownWord("policy for personal data", column.PiiPolicy, DataVocabulary.PersonalDataPolicies),
                "columns", column.Name, "pii_policy");
        }
    }

    private void BindDerived(DuckConnection connection, ExpressionGuard guard, DerivedSpec column)
    {
        var type = TypeNames.Canonical(connection, column.Type);
        if (type is null)
        {
            findings.Add(PreparationProblems.UnknownType(column.Name, column.Type), "derived", column.Name, "type");
        }

        var check = guard.Bind(column.Expression, scope.Schema);
        if (!check.IsAccepted)
        {
            findings.Add(PreparationProblems.Expression($"Derived column '{column.Name}'", column.Expression, check.Refusal), "derived", column.Name, "expression");
        }
        else
        {
            Accept(connection, column, type, check.Expression);
        }

        AddColumn(new DatasetColumn(column.Name, type ?? "varchar"), "derived", column.Name);
    }

    private void Accept(DuckConnection connection, DerivedSpec column, string? type, ScalarExpression expression)
    {
        var subject = $"Derived column '{column.Name}'";
        if (expression.VolatileFunctions is [var function, ..])
        {
            findings.Add(PreparationProblems.NotRepeatable(subject, function), "derived", column.Name, "expression");
        }
        else if (type is not null && !CanCast(connection, expression.Type!.Sql, type))
        {
            findings.Add(PreparationProblems.ResultType(subject, TypeNames.Of(expression.Type), type), "derived", column.Name, "type");
        }
        else if (type is not null)
        {
            derived.Add(new BoundDerived(new DatasetColumn(column.Name, type), expression));
        }

        if (expression.Columns.Any(personal.Contains))
        {
            personal.Add(column.Name);
        }
    }

    private void BindTime(string role, string column, Dictionary<string, string> policies)
    {
        if (scope.Find(column) is not { } found)
        {
            findings.Add(PreparationProblems.ColumnMissing("The prepared data", column, scope.Names), role);
        }
        else if (found.Type != "timestamp")
        {
            findings.Add(PreparationProblems.TimeType(role, column, found.Type), role);
        }
        else if (policies.ContainsKey(column))
        {
            findings.Add(PreparationProblems.TimeDropped(role, column), role);
        }
    }

    private void AddColumn(DatasetColumn column, params IReadOnlyList<string> path)
    {
        if (LookupBinder.IsReserved(column.Name))
        {
            findings.Add(PreparationProblems.ReservedColumn(column.Name), path);
        }

        if (!scope.TryAdd(column))
        {
            findings.Add(DataProblems.DuplicateColumn("The prepared data", column.Name), path);
        }
    }

    private static bool CanCast(DuckConnection connection, string from, string to)
    {
        try
        {
            using var statement = connection.Prepare($"SELECT CAST(CAST(NULL AS {from}) AS {to})");
            return true;
        }
        catch (DuckDbException)
        {
            return false;
        }
    }
}
