using System.Runtime.InteropServices;
using Millrace.DuckDb.Native;

namespace Millrace.DuckDb;

/// <summary>Reads lists, arrays, maps and structs as objects.</summary>
internal static unsafe class NestedValue
{
    public static object?[] List(nint vector, void* data, DuckColumnType type, long row)
    {
        var entry = ((ListEntry*)data)[row];
        return Range(Api.duckdb_list_vector_get_child(vector), type.Children[0], entry.Offset, entry.Length);
    }

    public static object?[] Array(nint vector, DuckColumnType type, long row) => Range(
        Api.duckdb_array_vector_get_child(vector), type.Children[0], row * type.ArrayLength, type.ArrayLength);

    public static Dictionary<string, object?> Struct(nint vector, DuckColumnType type, long row)
    {
        var fields = new Dictionary<string, object?>(type.FieldNames.Count);
        for (var i = 0; i < type.FieldNames.Count; i++)
        {
            fields[type.FieldNames[i]] = Field(vector, type.Children[i], i, row);
        }

        return fields;
    }

    /// <summary>A map lies in memory as a list of structs with a key and a value.</summary>
    public static KeyValuePair<object, object?>[] Map(nint vector, void* data, DuckColumnType type, long row)
    {
        var entry = ((ListEntry*)data)[row];
        var pairs = new KeyValuePair<object, object?>[entry.Length];
        var child = Api.duckdb_list_vector_get_child(vector);
        for (var i = 0; i < pairs.Length; i++)
        {
            pairs[i] = new(
                Field(child, type.Children[0], 0, entry.Offset + i)!,
                Field(child, type.Children[1], 1, entry.Offset + i));
        }

        return pairs;
    }

    private static object? Field(nint vector, DuckColumnType type, int field, long row) =>
        BoxedValue.Read(Api.duckdb_struct_vector_get_child(vector, (ulong)field), type, row);

    private static object?[] Range(nint child, DuckColumnType type, long offset, long length)
    {
        var values = new object?[length];
        for (long i = 0; i < length; i++)
        {
            values[i] = BoxedValue.Read(child, type, offset + i);
        }

        return values;
    }

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct ListEntry
    {
        public readonly long Offset;
        public readonly long Length;
    }
}
