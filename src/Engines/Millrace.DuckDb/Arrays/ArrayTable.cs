namespace Millrace.DuckDb;

/// <summary>
/// .NET arrays that a connection sees as a table. Do not change the arrays while a query reads them; dispose to
/// let them go.
/// </summary>
public sealed class ArrayTable : IDisposable
{
    private readonly DuckConnection _connection;
    private readonly long _number;
    private bool _isGone;

    internal ArrayTable(DuckConnection connection, string name, long number) =>
        (_connection, Name, _number) = (connection, name, number);

    /// <summary>The name to select from on that connection; not quoted.</summary>
    public string Name { get; }

    /// <summary>Makes the name unknown and lets the arrays go; a scan still running ends first.</summary>
    public void Dispose()
    {
        if (_isGone)
        {
            return;
        }

        _isGone = true;
        _connection.Database.Arrays.Remove(_number);
        if (_connection.IsOpen)
        {
            _connection.Execute($"DROP VIEW IF EXISTS temp.{DuckSql.QuoteIdentifier(Name)}");
        }
    }
}
