using Millrace.Onnx;
using Millrace.Tests.Engines.XGBoost;

namespace Millrace.Tests.Engines.Onnx;

public sealed class PreprocessingTests
{
    private static readonly float Missing = float.NaN;

    [Fact]
    public void Numbers_of_every_type_become_float32()
    {
        var preprocessing = new Preprocessing(
        [
            new NumericTransform("d"),
            new NumericTransform("f", OnnxElement.Float),
            new NumericTransform("i", OnnxElement.Int64),
            new NumericTransform("b", OnnxElement.Bool),
        ]);

        Assert.Equal(["f", "i", "b", "d"], preprocessing.FeatureNames);
        Assert.Equal(["d", "f", "i", "b"], preprocessing.Inputs.Select(input => input.Name));
        Assert.Equal(
            [2.5f, -7, 1, 0.1f, 3.5f, 9e15f, 0, -1e30f],
            Run(preprocessing, ("d", new[] { 0.1, -1e30 }), ("f", new[] { 2.5f, 3.5f }), ("i", new[] { -7L, 9_000_000_000_000_001 }), ("b", new[] { true, false })));
    }

    [Fact]
    public void A_missing_number_stays_missing_unless_it_is_imputed()
    {
        var preprocessing = new Preprocessing([new NumericTransform("plain"), new NumericTransform("filled") { Impute = 4.5 }]);
        double[] values = [1, double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1e300, -1e300];

        Assert.Equal(
            [1, 1, Missing, 4.5f, Missing, 4.5f, Missing, 4.5f, Missing, 4.5f, Missing, 4.5f],
            Run(preprocessing, ("plain", values), ("filled", values)));
    }

    [Fact]
    public void A_missing_number_can_leave_a_trace()
    {
        var preprocessing = new Preprocessing(
        [
            new NumericTransform("a") { Impute = 0, HasMissingIndicator = true },
            new NumericTransform("b"),
            new NumericTransform("c", OnnxElement.Float) { HasMissingIndicator = true },
        ]);

        Assert.Equal(["c", "a", "b", "c_is_missing", "a_is_missing"], preprocessing.FeatureNames);
        Assert.Equal(
            [2, 0, 1, 0, 1, Missing, 5, Missing, 1, 0],
            Run(preprocessing, ("a", new[] { double.NaN, 5 }), ("b", new[] { 1, double.NaN }), ("c", new[] { 2, float.NaN })));
    }

    [Fact]
    public void Scaling_is_computed_in_double()
    {
        // In float32 the difference of these would be 0 or 2.
        var standardized = new NumericTransform("x", OnnxElement.Int64).Standardized(16_777_216, 2);
        var rescaled = (new NumericTransform("y") { Impute = 15 }).Rescaled(10, 20);
        var constant = new NumericTransform("z").Rescaled(3, 3);

        var preprocessing = new Preprocessing([standardized, rescaled, constant]);

        Assert.Equal(["y", "z", "x"], preprocessing.FeatureNames.OrderBy(name => name == "x").ToArray());
        var columns = Columns(preprocessing, Run(
            preprocessing, ("x", new[] { 16_777_217L, 16_777_215 }), ("y", new[] { double.NaN, 12 }), ("z", new[] { 3.0, 4 })));
        Assert.Equal([0.5f, -0.5f], columns["x"]);
        Assert.Equal([0.5f, 0.2f], columns["y"]);
        Assert.Equal([0, 1], columns["z"]);
    }

    [Fact]
    public void Categories_are_known_by_every_letter()
    {
        string[] categories = ["JFK", "Zürich", "東京", "a=b", " ", "jfk"];
        var preprocessing = new Preprocessing(
        [
            new OrdinalTransform("place", categories),
            new OneHotTransform("place", ["東京", "JFK"]),
            new OrdinalTransform("other", ["x"]) { Unknown = -1 },
        ]);

        Assert.Equal(["place", "other", "place=東京", "place=JFK"], preprocessing.FeatureNames);
        Assert.Equal(
            [0, -1, 0, 1, 1, 0, 0, 0, 2, -1, 1, 0, 3, -1, 0, 0, 4, -1, 0, 0, 5, -1, 0, 0, Missing, -1, 0, 0, Missing, -1, 0, 0],
            Run(
                preprocessing,
                ("place", new[] { "JFK", "Zürich", "東京", "a=b", " ", "jfk", "LAX", OrdinalTransform.MissingText }),
                ("other", new[] { "", "x", "X", "y", "é", "x ", " x", "xx" })));
    }

    [Fact]
    public void A_missing_text_can_be_a_category_of_its_own()
    {
        var preprocessing = new Preprocessing([new OrdinalTransform("place", ["JFK", OrdinalTransform.MissingText])]);

        Assert.Equal([1, 0, Missing], Run(preprocessing, ("place", new[] { "", "JFK", "LAX" })));
    }

    [Fact]
    public void The_served_graph_computes_the_very_features_that_were_learned_from()
    {
        var random = new Random(51);
        var preprocessing = Mixed();
        var raw = RawColumns(random, 700);
        using var trainer = new OnnxRun(ModelGraph.Features(preprocessing));
        var matrix = trainer.Columns("features", raw);
        var width = preprocessing.FeatureNames.Count;
        using var booster = TreeEnsembleTests.Train(matrix, [.. Enumerable.Range(0, 700).Select(_ => (float)random.Next(2))], width);
        var model = ModelGraph.Complete(
            preprocessing, TreeEnsemble.FromXgboostJson(TreeEnsembleTests.Json(booster)), givesFeatures: true);

        using var server = new OnnxRun(model);

        Assert.Equal(matrix, server.Columns("features", raw));
        TreeEnsembleTests.AssertClose(booster.Predict(matrix), server.Columns("probability", raw), 2e-7);
        Assert.Empty(server.Columns("probability", RawColumns(random, 0)));
        Assert.Single(server.Columns("probability", RawColumns(random, 1)));
    }

    [Fact]
    public void The_features_agree_with_plain_arithmetic()
    {
        var preprocessing = Mixed();
        var raw = RawColumns(new Random(52), 500);
        using var run = new OnnxRun(ModelGraph.Features(preprocessing));

        var columns = Columns(preprocessing, run.Columns("features", raw));

        var delays = (double[])raw[0].Values;
        var times = (long[])raw[2].Values;
        var places = (string[])raw[3].Values;
        for (var row = 0; row < 500; row++)
        {
            var delay = double.IsNaN(delays[row]) ? 12.5 : delays[row];
            Assert.Equal((float)((delay - 8) * (1 / 3.0)), columns["delay"][row]);
            Assert.Equal(double.IsNaN(delays[row]) ? 1 : 0, columns["delay_is_missing"][row]);
            Assert.Equal((float)((long[])raw[1].Values)[row], columns["distance"][row]);
            var time = times[row] == DateTimeTransform.MissingMicros ? (DateTime?)null : DateTime.UnixEpoch.AddMicroseconds(times[row]);
            Assert.Equal(time?.Hour ?? Missing, columns["departure_hour"][row]);
            Assert.Equal(time?.Month ?? Missing, columns["departure_month"][row]);
            Assert.Equal(places[row] == "ATL" ? 0 : places[row] == "ORD" ? 1 : Missing, columns["origin"][row]);
            Assert.Equal(places[row] == "ORD" ? 1 : 0, columns["origin=ORD"][row]);
        }
    }

    [Fact]
    public void The_same_definition_gives_the_same_bytes() =>
        Assert.Equal(ModelGraph.Features(Mixed()), ModelGraph.Features(Mixed()));

    [Fact]
    public void A_definition_that_contradicts_itself_is_refused_by_name()
    {
        Refused("declared with two types", new NumericTransform("x"), new OrdinalTransform("x", ["a"]));
        Refused("feature named 'x'", new OrdinalTransform("x", ["a"]), new OrdinalTransform("x", ["b"]));
        Refused("'a' twice", new OneHotTransform("{x}", ["a", "b", "a"]));
        Refused("no categories", new OrdinalTransform("x", []));
        Refused("cannot be a number of type String", new NumericTransform("x", OnnxElement.String));
        Refused("name of a model's output", new NumericTransform("probability"));
        Refused("at least one feature");
    }

    private static void Refused(string message, params FeatureTransform[] transforms)
    {
        var failure = Assert.Throws<ArgumentException>(() => new Preprocessing(transforms));
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
    }

    private static Preprocessing Mixed() => new(
    [
        (new NumericTransform("delay") { Impute = 12.5, HasMissingIndicator = true }).Standardized(8, 3),
        new NumericTransform("distance", OnnxElement.Int64),
        new DateTimeTransform("departure", [DateTimePart.Hour, DateTimePart.Month]),
        new OrdinalTransform("origin", ["ATL", "ORD"]),
        new OneHotTransform("origin", ["ORD", "ATL"]),
    ]);

    private static (string Name, Array Values)[] RawColumns(Random random, int count) =>
    [
        ("delay", Many(count, _ => random.Next(5) == 0 ? double.NaN : random.NextDouble() * 100)),
        ("distance", Many(count, _ => random.NextInt64(5_000))),
        ("departure", Many(count, row => row % 7 == 0 ? DateTimeTransform.MissingMicros : random.NextInt64(-1L << 50, 1L << 50))),
        ("origin", Many(count, _ => new[] { "ATL", "ORD", "JFK", "" }[random.Next(4)])),
    ];

    private static T[] Many<T>(int count, Func<int, T> value) => [.. Enumerable.Range(0, count).Select(value)];

    private static float[] Run(Preprocessing preprocessing, params (string Name, Array Values)[] columns)
    {
        using var run = new OnnxRun(ModelGraph.Features(preprocessing));
        return run.Columns("features", columns);
    }

    private static Dictionary<string, float[]> Columns(Preprocessing preprocessing, float[] matrix)
    {
        var width = preprocessing.FeatureNames.Count;
        return preprocessing.FeatureNames.Select((name, column) => (name, column)).ToDictionary(
            feature => feature.name,
            feature => Enumerable.Range(0, matrix.Length / width).Select(row => matrix[(row * width) + feature.column]).ToArray());
    }
}
