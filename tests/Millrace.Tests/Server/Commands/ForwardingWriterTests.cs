using Millrace.Server.Commands;

namespace Millrace.Tests.Server.Commands;

public sealed class ForwardingWriterTests
{
    private readonly List<string> sent = [];

    [Fact]
    public async Task Lines_are_handed_on_when_they_are_finished_and_the_rest_at_the_end()
    {
        await using var writer = NewWriter();
        writer.Write("half a ");
        Assert.Empty(sent);
        writer.Write("line\nand ");
        Assert.Equal(["half a line\nand "], sent);
        writer.Write('m');
        writer.WriteLine("ore");
        writer.Write("end");
        await writer.FlushAsync();
        Assert.Equal(["half a line\nand ", "more\n", "end"], sent);
        await writer.FlushAsync();
        Assert.Equal(3, sent.Count);
    }

    [Fact]
    public async Task The_order_is_kept_when_the_reader_is_slow()
    {
        var mayGo = new TaskCompletionSource();
        await using var writer = new ForwardingWriter(async text =>
        {
            await mayGo.Task;
            sent.Add(text);
        });
        for (var i = 0; i < 100; i++)
        {
            writer.Write($"{i}\n");
        }

        Assert.Empty(sent);
        mayGo.SetResult();
        await writer.FlushAsync();
        Assert.Equal(Enumerable.Range(0, 100).Select(i => $"{i}\n"), sent);
    }

    [Fact]
    public async Task A_reader_that_is_gone_is_told_at_the_flush()
    {
        var writer = new ForwardingWriter(_ => Task.FromException(new IOException("gone")));
        writer.Write("a\n");
        Assert.Equal("gone", (await Assert.ThrowsAsync<IOException>(writer.FlushAsync)).Message);
    }

    private ForwardingWriter NewWriter() => new(text =>
    {
        sent.Add(text);
        return Task.CompletedTask;
    })
    { NewLine = "\n" };
}
