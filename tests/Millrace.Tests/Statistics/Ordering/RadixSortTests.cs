using FsCheck;
using FsCheck.Fluent;
using Millrace.Statistics.Ordering;

namespace Millrace.Tests.Statistics.Ordering;

public sealed class RadixSortTests
{
    [Fact]
    public void Numbers_come_out_as_from_the_library_sort() =>
        Prop.ForAll(ArbMap.Default.ArbFor<double[]>(), numbers =>
        {
            var values = Array.FindAll(numbers, n => !double.IsNaN(n));
            var expected = values.Order().ToArray();
            RadixSort.Sort(values, new double[values.Length]);
            return expected.SequenceEqual(values);
        }).Holds();

    [Fact]
    public void Items_follow_their_keys_and_equal_keys_keep_their_order()
    {
        ulong[] keys = [3, 1ul << 40, 3, 0, ulong.MaxValue, 1];
        int[] items = [0, 1, 2, 3, 4, 5];
        RadixSort.Sort(keys, items);
        Assert.Equal([3, 5, 0, 2, 1, 4], items);
        Assert.Equal([0, 1, 3, 3, 1ul << 40, ulong.MaxValue], keys);
    }
}
