using Millrace.Reports.Numbers;

namespace Millrace.Tests.Reports.Numbers;

public sealed class HumanNumberTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(-0.0, "0")]
    [InlineData(3_000_000, "3,000,000")]
    [InlineData(0.871234, "0.8712")]
    [InlineData(12.5, "12.5")]
    [InlineData(-12.3456, "−12.35")]
    [InlineData(1234.56, "1,235")]
    [InlineData(999.96, "1,000")]
    [InlineData(0.00012351, "0.0001235")]
    [InlineData(2.4e-7, "2.4e-7")]
    [InlineData(-2.4e-7, "−2.4e-7")]
    [InlineData(1.5e18, "1.5e+18")]
    [InlineData(double.NaN, "–")]
    [InlineData(double.PositiveInfinity, "–")]
    public void A_number_has_four_digits_and_separated_thousands(double value, string text) =>
        Assert.Equal(text, HumanNumber.Number(value));

    [Theory]
    [InlineData(0.2137, "21.4%")]
    [InlineData(0.0005, "0.05%")]
    [InlineData(0.00001, "< 0.01%")]
    [InlineData(0, "0%")]
    [InlineData(1, "100%")]
    [InlineData(-0.031, "−3.1%")]
    public void A_share_is_written_in_percent(double share, string text) => Assert.Equal(text, HumanNumber.Percent(share));

    [Theory]
    [InlineData(0.5, "+0.5000")]
    [InlineData(-0.5, "−0.5000")]
    [InlineData(0, "0.0000")]
    [InlineData(-0.00001, "0.0000")]
    public void A_change_carries_its_sign(double value, string text) => Assert.Equal(text, HumanNumber.Change(value));

    [Theory]
    [InlineData(0.84, "840 ms")]
    [InlineData(12.44, "12.4 s")]
    [InlineData(92, "1 min 32 s")]
    [InlineData(11_105, "3 h 05 min")]
    public void A_duration_is_written_in_the_units_of_its_size(double seconds, string text) =>
        Assert.Equal(text, HumanNumber.Duration(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(812L * 1024 * 1024, "812 MiB")]
    [InlineData((long)(1.44 * 1024 * 1024 * 1024), "1.4 GiB")]
    [InlineData(0, "0 B")]
    public void Bytes_are_written_in_binary_steps(long bytes, string text) => Assert.Equal(text, HumanNumber.Bytes(bytes));

    [Fact]
    public void A_tiny_p_value_is_not_written_as_zero() => Assert.Equal("< 0.0001", HumanNumber.PValue(0));

    [Fact]
    public void What_is_missing_is_a_dash_in_every_style()
    {
        Assert.All(Enum.GetValues<NumberStyle>(), style => Assert.Equal(HumanNumber.None, HumanNumber.Of(null, style)));
        Assert.Equal(HumanNumber.None, HumanNumber.Bytes(null));
        Assert.Equal(HumanNumber.None, HumanNumber.Duration(null));
        Assert.Equal(HumanNumber.None, HumanNumber.Instant(null));
    }

    [Fact]
    public void An_instant_is_told_in_UTC() =>
        Assert.Equal("2001-06-30 22:05 UTC", HumanNumber.Instant(new DateTimeOffset(2001, 7, 1, 0, 5, 0, TimeSpan.FromHours(2))));
}
