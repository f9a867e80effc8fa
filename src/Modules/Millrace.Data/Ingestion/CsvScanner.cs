namespace Millrace.Data.Ingestion;

/// <summary>Walks the records of a csv file (RFC 4180, double quotes) without keeping them; for headers, and to find the line
/// that an engine refused.</summary>
internal sealed class CsvScanner(TextReader reader, char delimiter)
{
    private long line = 1;

    /// <summary>Line on which the record last read begins, from 1.</summary>
    public long Line { get; private set; }

    /// <summary>Whether the file ended inside quotes.</summary>
    public bool EndsInsideQuotes { get; private set; }

    /// <summary>The next record's fields; null after the last.</summary>
    public List<string>? Next()
    {
        if (reader.Peek() < 0)
        {
            return null;
        }

        Line = line;
        var fields = new List<string>();
        var field = new System.Text.StringBuilder();
        while (true)
        {
            var next = reader.Read();
            if (next == '"' && field.Length == 0)
            {
                ReadQuoted(field);
            }
            else if (next < 0 || next == '\n' || next == '\r')
            {
                EndLine(next);
                fields.Add(field.ToString());
                return fields;
            }
            else if (next == delimiter)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else
            {
                field.Append((char)next);
            }
        }
    }

    private void ReadQuoted(System.Text.StringBuilder field)
    {
        while (reader.Read() is var next && next >= 0)
        {
            if (next == '"')
            {
                if (reader.Peek() != '"')
                {
                    return;
                }

                reader.Read();
            }

            line += next == '\n' ? 1 : 0;
            field.Append((char)next);
        }

        EndsInsideQuotes = true;
    }

    private void EndLine(int end)
    {
        line += end < 0 ? 0 : 1;
        if (end == '\r' && reader.Peek() == '\n')
        {
            reader.Read();
        }
    }
}
