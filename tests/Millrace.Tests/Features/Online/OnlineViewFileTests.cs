using FsCheck;
using FsCheck.Fluent;
using Millrace.ContractSuites;
using Millrace.Features.Contracts;
using Millrace.Features.Entities;
using Millrace.Features.Online;
using Millrace.Features.Windows;
using Millrace.Kernel.Time;
using Millrace.Tests.Features.Windows;

namespace Millrace.Tests.Features.Online;

public sealed class OnlineViewFileTests : IDisposable
{
    private readonly TempFolder folder = new();
    private int fileCount;

    [Fact]
    public void A_lookup_gives_the_bits_of_the_offline_sweep_for_every_function_window_and_instant() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed => AgreesWithSweep(WindowCase.Of(seed)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(17, 1));

    [Fact]
    public void Long_pasts_with_late_rows_agree_too()
    {
        for (var seed = 0; seed < 4; seed++)
        {
            AgreesWithSweep(WindowCase.Of(seed, rowCount: 1500, queryCount: 400));
        }
    }

    [Fact]
    public void Keys_of_several_columns_text_and_numbers_are_found_and_others_are_not()
    {
        KeyColumn[] keys = [KeyColumn.Of([0, 1, 0, 1], ["ü", ""]), KeyColumn.Of([7, 7, -1, 7])];
        using var view = Open([1, 2, 3, 4], [0, 1, 2, 1], keys);
        Assert.Equal(3, view.EntityCount);
        Assert.Equal((OnlineAnswer.Found, 1.0), Ask(view, 10, OnlineKey.Of("ü"), OnlineKey.Of(7)));
        Assert.Equal((OnlineAnswer.Found, 2.0), Ask(view, 10, OnlineKey.Of(""), OnlineKey.Of(7)));
        Assert.Equal((OnlineAnswer.Found, 1.0), Ask(view, 10, OnlineKey.Of("ü"), OnlineKey.Of(-1)));
        Assert.Equal((OnlineAnswer.UnknownEntity, 0.0), Ask(view, 10, OnlineKey.Of("ü"), OnlineKey.Of(8)));
        Assert.Equal((OnlineAnswer.UnknownEntity, 0.0), Ask(view, 10, OnlineKey.Of("ü"), OnlineKey.Null));
        Assert.Equal((OnlineAnswer.UnknownEntity, 0.0), Ask(view, 10, OnlineKey.Of("ü"), OnlineKey.Of("7")));
    }

    [Fact]
    public void An_instant_before_the_kept_history_gives_no_number_instead_of_a_wrong_one()
    {
        using var view = Open([1, 50, 60], [0, 0, 0], [], historyFrom: 40);
        Assert.Equal((OnlineAnswer.Found, 2.0), Ask(view, 140));
        var (answer, value) = Ask(view, 139);
        Assert.Equal(OnlineAnswer.BeforeHistory, answer);
        Assert.True(double.IsNaN(value));
    }

    [Fact]
    public void A_damaged_file_is_refused()
    {
        var path = folder.File("cut.online");
        Write(path, [1, 2], [0, 0], [], long.MinValue);
        using (var file = File.OpenWrite(path))
        {
            file.SetLength(file.Length - 1);
        }

        Assert.Throws<InvalidDataException>(() => OnlineView.Open(path));
        File.WriteAllText(path, "something else altogether");
        Assert.Throws<InvalidDataException>(() => OnlineView.Open(path));
    }

    [Fact]
    public void A_wrong_number_of_keys_or_too_little_room_is_a_bug_of_the_caller()
    {
        using var view = Open([1], [0], []);
        Assert.Throws<ArgumentException>(() => view.Lookup([OnlineKey.Of(1)], default, new double[1]));
        Assert.Throws<ArgumentException>(() => view.Lookup([], default, []));
    }

    [Fact]
    public void A_closed_view_does_not_answer()
    {
        var view = Open([1], [0], []);
        view.Dispose();
        Assert.Throws<ObjectDisposedException>(() => view.Lookup([], default, new double[1]));
    }

    [Fact]
    public void A_lookup_allocates_nothing()
    {
        using var view = Open([1, 2, 3], [0, 1, 0], [KeyColumn.Of([0, 1, 0], ["a", "b"])]);
        var (keys, values) = (new[] { OnlineKey.Of("a") }, new double[1]);
        view.Lookup(keys, default, values);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            view.Lookup(keys, AsOf.FromUnixMicroseconds(i), values);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    public void Dispose() => folder.Dispose();

    private bool AgreesWithSweep(WindowCase data)
    {
        var path = folder.File($"{fileCount++}.online");
        var timeline = Timeline.Of(data.Events, data.Created);
        var aggregates = data.Aggregates();
        var view = new WindowView(
            "v", new EntityCodes(3, data.Entities, data.Asked), [.. data.Windows.Select((w, i) => ($"w{i}", w))], aggregates);
        var keys = KeyColumn.Of([.. data.Entities.Select(entity => (long)entity)]);
        new OnlineViewFile(timeline, view, [keys], MeasureTable.Of(aggregates, timeline.RowCount)).Write(path, 0, ["entity"], long.MinValue);
        using var online = OnlineView.Open(path);
        var (offline, values) = (data.Engine().AnswerAll(), new double[online.FeatureNames.Count]);
        Assert.Equal(view.FeatureNames, online.FeatureNames);
        for (var query = 0; query < data.Queries.Length; query++)
        {
            online.Lookup([OnlineKey.Of(data.Asked[query])], AsOf.FromUnixMicroseconds(data.Queries[query]), values);
            for (var feature = 0; feature < values.Length; feature++)
            {
                Assert.True(
                    BitEquality.Instance.Equals(offline[feature][query], values[feature]),
                    $"{online.FeatureNames[feature]} at {data.Queries[query]}: offline {offline[feature][query]:R}, online {values[feature]:R}");
            }
        }

        return true;
    }

    private OnlineView Open(long[] events, int[] entities, KeyColumn[] keys, long historyFrom = long.MinValue)
    {
        var path = folder.File($"{fileCount++}.online");
        Write(path, events, entities, keys, historyFrom);
        return OnlineView.Open(path);
    }

    private static void Write(string path, long[] events, int[] entities, KeyColumn[] keys, long historyFrom)
    {
        WindowAggregate[] aggregates = [new("n", WindowFunction.Count, null, null)];
        var view = new WindowView("v", new EntityCodes(entities.Max() + 1, entities, entities), [("w", 100)], aggregates);
        new OnlineViewFile(Timeline.Of(events, null), view, keys, MeasureTable.Of(aggregates, events.Length))
            .Write(path, 0, [.. keys.Select((_, i) => $"k{i}")], historyFrom);
    }

    private static (OnlineAnswer, double) Ask(OnlineView view, long instant, params OnlineKey[] keys)
    {
        var values = new double[1];
        return (view.Lookup(keys, AsOf.FromUnixMicroseconds(instant), values), values[0]);
    }
}
