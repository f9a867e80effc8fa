using System.Security.Cryptography;
using Millrace.ContractSuites;
using Millrace.Events.Webhooks;

namespace Millrace.Tests.Events.Webhooks;

public sealed class SecretSealTests
{
    [Fact]
    public void What_is_closed_opens_again_with_the_key_of_the_file()
    {
        using var folder = new TempFolder();
        var closed = SecretSeal.OfFile(folder.File("key")).Close("paß word");

        Assert.DoesNotContain("word", closed, StringComparison.Ordinal);
        Assert.Equal("paß word", SecretSeal.OfFile(folder.File("key")).Open(closed));
    }

    [Fact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public void Only_its_owner_can_read_the_key()
    {
        using var folder = new TempFolder();
        SecretSeal.OfFile(folder.File("key"));

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder.File("key")));
    }

    [Fact]
    public void Another_key_does_not_open_it() =>
        Assert.ThrowsAny<CryptographicException>(() => SecretSeal.Random().Open(SecretSeal.Random().Close("secret")));

    [Fact]
    public void The_same_secret_looks_different_each_time()
    {
        var seal = SecretSeal.Random();
        Assert.NotEqual(seal.Close("secret"), seal.Close("secret"));
    }
}
