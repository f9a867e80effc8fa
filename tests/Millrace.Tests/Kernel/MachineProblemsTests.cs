using Millrace.Kernel.Problems;

namespace Millrace.Tests.Kernel;

public sealed class MachineProblemsTests
{
    [Fact]
    public async Task Writing_to_a_full_device_is_a_full_disk()
    {
        var failure = await Record.ExceptionAsync(async () =>
        {
            await using var full = new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, 0);
            await full.WriteAsync(new byte[100]);
        });
        Assert.Equal("machine.disk-full", MachineProblems.From(failure!)!.Code);
    }

    [Fact]
    public void An_ordinary_IO_failure_has_no_name_of_its_own() =>
        Assert.Null(MachineProblems.From(new FileNotFoundException("gone")));
}
