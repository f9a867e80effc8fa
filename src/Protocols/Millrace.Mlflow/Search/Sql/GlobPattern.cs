using System.Text;

namespace Millrace.Mlflow.Search.Sql;

/// <summary>The patterns of SQLite's GLOB.</summary>
internal static class GlobPattern
{
    /// <summary>A pattern of LIKE, where % is any text and _ any character, as one of GLOB.</summary>
    public static string FromLike(string pattern)
    {
        var glob = new StringBuilder(pattern.Length + 8);
        foreach (var c in pattern)
        {
            _ = c switch
            {
                '%' => glob.Append('*'),
                '_' => glob.Append('?'),
                '*' or '?' or '[' => glob.Append('[').Append(c).Append(']'),
                _ => glob.Append(c),
            };
        }

        return glob.ToString();
    }
}
