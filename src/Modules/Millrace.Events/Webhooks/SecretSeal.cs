using System.Security.Cryptography;
using System.Text;

namespace Millrace.Events.Webhooks;

/// <summary>Keeps secrets out of the tables: AES-256-GCM with a key that is not in the database.</summary>
internal sealed class SecretSeal
{
    private const int KeyBytes = 32;
    private readonly byte[] key;

    private SecretSeal(byte[] key) => this.key = key;

    /// <summary>A key of its own, for tests.</summary>
    public static SecretSeal Random() => new(RandomNumberGenerator.GetBytes(KeyBytes));

    /// <summary>The key of the file; it is made, readable by its owner only, when it is not there.</summary>
    public static SecretSeal OfFile(string path)
    {
        if (!File.Exists(path))
        {
            Make(path);
        }

        return new SecretSeal(SHA256.HashData(File.ReadAllBytes(path)));
    }

    // Of two processes that make it at once one wins, and both read the winner's.
    private static void Make(string path)
    {
        var part = $"{path}.{Guid.NewGuid():N}.part";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var file = new FileStream(part, options))
        {
            file.Write(RandomNumberGenerator.GetBytes(KeyBytes));
            file.Flush(flushToDisk: true);
        }

        try
        {
            File.Move(part, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(part);
        }
    }

    /// <summary>Encrypts.</summary>
    public string Close(string secret)
    {
        var nonce = RandomNumberGenerator.GetBytes(AesGcm.NonceByteSizes.MaxSize);
        var plain = Encoding.UTF8.GetBytes(secret);
        var (cipher, tag) = (new byte[plain.Length], new byte[AesGcm.TagByteSizes.MaxSize]);
        using var aes = new AesGcm(key, tag.Length);
        aes.Encrypt(nonce, plain, cipher, tag);
        return Convert.ToBase64String([.. nonce, .. tag, .. cipher]);
    }

    /// <summary>Decrypts.</summary>
    /// <exception cref="CryptographicException">It was closed with another key, or changed.</exception>
    public string Open(string closed)
    {
        var bytes = Convert.FromBase64String(closed).AsSpan();
        var (nonceLength, tagLength) = (AesGcm.NonceByteSizes.MaxSize, AesGcm.TagByteSizes.MaxSize);
        var plain = new byte[bytes.Length - nonceLength - tagLength];
        using var aes = new AesGcm(key, tagLength);
        aes.Decrypt(bytes[..nonceLength], bytes[(nonceLength + tagLength)..], bytes.Slice(nonceLength, tagLength), plain);
        return Encoding.UTF8.GetString(plain);
    }
}
