using Millrace.XGBoost;

namespace Millrace.Tests.Engines.XGBoost;

public sealed class XgbMatrixTests
{
    [Fact]
    public void A_missing_value_is_not_counted()
    {
        using var matrix = XgbMatrix.FromRows([1, float.NaN, 3, 4, 5, 6], featureCount: 3);

        Assert.Equal(2, matrix.RowCount);
        Assert.Equal(3, matrix.FeatureCount);
        Assert.Equal(5, matrix.NonMissingCount);
    }

    [Fact]
    public void Columns_and_rows_and_quantiles_hold_the_same_values()
    {
        var rows = new Rows(20_000, 4, seed: 1, missingShare: 0.1);
        using var fromRows = XgbMatrix.FromRows(rows.Values, 4);
        using var fromColumns = XgbMatrix.FromColumns(rows.Columns());
        using var quantiles = XgbMatrix.Quantile(new ColumnBlocks(rows.Columns()));

        Assert.Equal(Train(rows, fromRows), Train(rows, fromColumns));
        Assert.Equal(fromRows.NonMissingCount, quantiles.NonMissingCount);
        Assert.Equal(fromRows.RowCount, quantiles.RowCount);
    }

    [Fact]
    public void A_quantile_matrix_in_one_block_equals_one_in_many_blocks()
    {
        var rows = new Rows(40_000, 4, seed: 2, missingShare: 0.1);
        using var one = XgbMatrix.Quantile(rows.Values, 4);
        using var many = XgbMatrix.Quantile(new Blocks(rows.Values, 4, rowsPerBlock: 40_000));

        Assert.Equal(Train(rows, one), Train(rows, many));
    }

    [Fact]
    public void A_quantile_matrix_learns_as_well_as_a_plain_one()
    {
        var rows = new Rows(20_000, 4, seed: 3, missingShare: 0.1);
        using var plain = XgbMatrix.FromRows(rows.Values, 4);
        using var quantiles = XgbMatrix.Quantile(new Blocks(rows.Values, 4, rowsPerBlock: 1_000));

        Assert.Equal(LogLoss(rows, plain), LogLoss(rows, quantiles), 0.005);
    }

    [Fact]
    public void A_failing_source_reports_its_own_error()
    {
        var source = new Blocks(new float[40], 4, rowsPerBlock: 5) { FailsInPass = 2 };

        var failure = Assert.Throws<InvalidOperationException>(() => XgbMatrix.Quantile(source));

        Assert.Equal("the disk is gone", failure.Message);
    }

    [Fact]
    public void A_source_that_grows_between_passes_is_refused()
    {
        var source = new Blocks(new float[40], 4, rowsPerBlock: 5) { RepeatsBlockInPass = 2 };

        var failure = Assert.Throws<XgbException>(() => XgbMatrix.Quantile(source));

        Assert.Contains("every pass must be the same", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_source_without_rows_is_refused() =>
        Assert.Throws<XgbException>(() => XgbMatrix.Quantile(Array.Empty<float>(), 4));

    [Fact]
    public void An_infinite_value_is_refused_on_every_path()
    {
        float[] values = [1, 2, float.PositiveInfinity, 4];

        Assert.Throws<XgbException>(() => XgbMatrix.FromRows(values, 2));
        Assert.Throws<XgbException>(() => XgbMatrix.FromColumns([values]));
        Assert.Throws<XgbException>(() => XgbMatrix.Quantile(values, 2));
    }

    [Fact]
    public void Labels_read_back_and_must_be_one_per_row()
    {
        using var matrix = XgbMatrix.FromRows([1, 2, 3], 1);
        matrix.SetLabels([0, 1, 1]);

        Assert.Equal([0, 1, 1], matrix.GetLabels());
        var failure = Assert.Throws<ArgumentException>(() => matrix.SetWeights([1, 1]));
        Assert.Contains("Expected 3 values of 'weight'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_of_different_lengths_are_named()
    {
        var failure = Assert.Throws<ArgumentException>(() => XgbMatrix.FromColumns([[1, 2], [1, 2, 3]]));

        Assert.Contains("column 1 has 3", failure.Message, StringComparison.Ordinal);
    }

    private static byte[] Train(Rows rows, XgbMatrix matrix)
    {
        using var booster = Trained(rows, matrix);
        return booster.SaveModel();
    }

    private static double LogLoss(Rows rows, XgbMatrix matrix)
    {
        using var booster = Trained(rows, matrix);
        return booster.Evaluate(("train", matrix)).Single().Value;
    }

    private static XgbBooster Trained(Rows rows, XgbMatrix matrix)
    {
        matrix.SetLabels(rows.Labels);
        var booster = XgbBooster.Create(Parameters.Binary(), matrix);
        for (var round = 0; round < 5; round++)
        {
            booster.Update(matrix);
        }

        return booster;
    }

    private sealed class Blocks(float[] values, int featureCount, int rowsPerBlock) : IXgbRowSource
    {
        private int _position;
        private int _pass;
        private bool _hasRepeated;

        public int FeatureCount => featureCount;

        public int FailsInPass { get; init; }

        public int RepeatsBlockInPass { get; init; }

        public void Rewind()
        {
            _position = 0;
            _pass++;
        }

        public ReadOnlyMemory<float> Next()
        {
            if (_pass == FailsInPass)
            {
                throw new InvalidOperationException("the disk is gone");
            }

            var block = values.AsMemory(_position, Math.Min(rowsPerBlock * featureCount, values.Length - _position));
            if (_pass == RepeatsBlockInPass && !_hasRepeated)
            {
                _hasRepeated = true;
                return block;
            }

            _position += block.Length;
            return block;
        }
    }
}
