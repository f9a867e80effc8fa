using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Millrace.Kernel.Digests;
using Millrace.Tests.Server.Http;

namespace Millrace.Tests.Tracking.Artifacts;

public sealed class ProxyEndpointsTests(ServedHome served) : IClassFixture<ServedHome>
{
    private const string Files = "/api/2.0/mlflow-artifacts/artifacts";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_reads_back_byte_for_byte_as_an_attachment_of_its_type()
    {
        var bytes = RandomBytes(300_000);
        Assert.Equal("{}", await OkAsync(PutAsync("1/get/artifacts/model/café data.json", bytes)));

        using var response = await served.Client.GetAsync($"{Files}/1/get/artifacts/model/caf%C3%A9%20data.json", Ct);

        Assert.Equal(bytes, await response.Content.ReadAsByteArrayAsync(Ct));
        Assert.Equal(bytes.Length, response.Content.Headers.ContentLength);
        Assert.Equal("text/plain", response.Content.Headers.ContentType!.ToString());
        Assert.Equal("attachment", response.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("café data.json", response.Content.Headers.ContentDisposition.FileNameStar);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal($"\"{Digest.Of(bytes)}\"", response.Headers.ETag!.Tag);
    }

    [Fact]
    public async Task A_plain_name_stands_in_the_header_as_it_is()
    {
        await OkAsync(PutAsync("1/name/model.pkl", [1]));
        await OkAsync(PutAsync("1/name/a b.pkl", [1]));

        using var plain = await served.Client.GetAsync($"{Files}/1/name/model.pkl", Ct);
        using var spaced = await served.Client.GetAsync($"{Files}/1/name/a%20b.pkl", Ct);

        Assert.Equal("attachment; filename=model.pkl", Assert.Single(plain.Content.Headers.GetValues("Content-Disposition")));
        Assert.Equal("attachment; filename=\"a b.pkl\"", Assert.Single(spaced.Content.Headers.GetValues("Content-Disposition")));
    }

    [Fact]
    public async Task A_range_of_a_file_is_sent_alone()
    {
        await OkAsync(PutAsync("1/range/file.bin", Encoding.ASCII.GetBytes("0123456789")));
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Files}/1/range/file.bin") { Headers = { Range = new RangeHeaderValue(2, 4) } };
        using var response = await served.Client.SendAsync(request, Ct);

        Assert.Equal(HttpStatusCode.PartialContent, response.StatusCode);
        Assert.Equal("234", await response.Content.ReadAsStringAsync(Ct));
        Assert.Equal("bytes 2-4/10", response.Content.Headers.ContentRange!.ToString());
    }

    [Fact]
    public async Task A_file_that_is_put_again_has_the_new_bytes()
    {
        await OkAsync(PutAsync("1/again/a", [1]));
        await OkAsync(PutAsync("1/again/a", [2, 3]));

        Assert.Equal([2, 3], await served.Client.GetByteArrayAsync($"{Files}/1/again/a", Ct));
        Assert.Equal("""{"files":[{"path":"a","is_dir":false,"file_size":2}]}""", await ListAsync("1/again"));
    }

    [Fact]
    public async Task An_empty_file_is_a_file()
    {
        await OkAsync(PutAsync("1/empty/a", []));

        Assert.Empty(await served.Client.GetByteArrayAsync($"{Files}/1/empty/a", Ct));
    }

    [Fact]
    public async Task A_folder_lists_its_files_and_folders_by_name()
    {
        foreach (var name in new[] { "1/list/b/deep/x", "1/list/a.txt", "1/list/B", "1/list/b/y" })
        {
            await OkAsync(PutAsync(name, [1, 2, 3]));
        }

        Assert.Equal(
            """{"files":[{"path":"B","is_dir":false,"file_size":3},{"path":"a.txt","is_dir":false,"file_size":3},{"path":"b","is_dir":true}]}""",
            await ListAsync("1/list"));
        Assert.Equal("""{"files":[{"path":"deep","is_dir":true},{"path":"y","is_dir":false,"file_size":3}]}""", await ListAsync("1/list/b/"));
        Assert.Contains("""{"path":"1","is_dir":true}""", await served.Client.GetStringAsync(Files, Ct), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1/nothing/there")]
    [InlineData("1/list-file/a")]
    public async Task What_is_no_folder_lists_nothing(string path)
    {
        await OkAsync(PutAsync("1/list-file/a", [1]));

        Assert.Equal("{}", await ListAsync(path));
    }

    [Fact]
    public async Task Deleting_a_file_leaves_its_neighbours()
    {
        await OkAsync(PutAsync("1/delete/a", [1]));
        await OkAsync(PutAsync("1/delete/ab", [1]));
        await OkAsync(served.Client.DeleteAsync($"{Files}/1/delete/a", Ct));

        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync("1/delete/a"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("1/delete/ab"));
    }

    [Fact]
    public async Task Deleting_a_folder_removes_all_below_and_nothing_beside()
    {
        foreach (var name in new[] { "1/tree/a/b/c", "1/tree/a/d", "1/tree/ab/c", "1/tree/e" })
        {
            await OkAsync(PutAsync(name, [1]));
        }

        await OkAsync(served.Client.DeleteAsync($"{Files}/1/tree/a/", Ct));

        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync("1/tree/a/b/c"));
        Assert.Equal("""{"files":[{"path":"ab","is_dir":true},{"path":"e","is_dir":false,"file_size":1}]}""", await ListAsync("1/tree"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("1/tree/ab/c"));
        await OkAsync(PutAsync("1/tree/a", [1]));
    }

    [Fact]
    public async Task Deleting_what_is_not_there_is_no_error() =>
        Assert.Equal("{}", await OkAsync(served.Client.DeleteAsync($"{Files}/1/never/was", Ct)));

    [Theory]
    [InlineData("1/missing/file", "RESOURCE_DOES_NOT_EXIST", 404)]
    [InlineData("1/taken", "RESOURCE_DOES_NOT_EXIST", 404)]
    public async Task What_is_no_file_is_not_found(string path, string code, int status)
    {
        await OkAsync(PutAsync("1/taken/a", [1]));
        using var response = await served.Client.GetAsync($"{Files}/{path}", Ct);

        await AssertErrorAsync(response, status, code, "No such artifact");
    }

    [Fact]
    public async Task A_file_and_a_folder_cannot_have_one_path()
    {
        await OkAsync(PutAsync("1/both/a/b", [1]));
        using var overFolder = await PutAsync("1/both/a", [1]);
        using var underFile = await PutAsync("1/both/a/b/c/d", [1]);

        await AssertErrorAsync(overFolder, 400, "INVALID_PARAMETER_VALUE", "'1/both/a' is a folder");
        await AssertErrorAsync(underFile, 400, "INVALID_PARAMETER_VALUE", "'1/both/a/b' is a file");
        Assert.Equal("""{"files":[{"path":"b","is_dir":false,"file_size":1}]}""", await ListAsync("1/both/a"));
    }

    [Theory]
    [InlineData("POST", "/mlflow-artifacts/mpu/create/1/x", "Multipart upload is not supported for the current artifact repository")]
    [InlineData("POST", "/mlflow-artifacts/mpu/complete/1/x", "Multipart upload is not supported for the current artifact repository")]
    [InlineData("POST", "/mlflow-artifacts/mpu/abort/1/x", "Multipart upload is not supported for the current artifact repository")]
    [InlineData("GET", "/mlflow-artifacts/presigned/1/x", "Presigned URLs are not supported")]
    public async Task Uploads_in_parts_are_answered_so_that_clients_send_the_file_whole(string method, string path, string message)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "/api/2.0" + path);
        request.Content = new StringContent("""{"path":"x","num_parts":3}""", Encoding.UTF8, "application/json");
        using var response = await served.Client.SendAsync(request, Ct);

        await AssertErrorAsync(response, 501, "NOT_IMPLEMENTED", message);
    }

    [Fact]
    public async Task A_body_larger_than_the_limit_of_other_routes_passes()
    {
        const long Length = 65L * 1024 * 1024;
        using var content = new StreamContent(new ZeroStream(Length));
        using var response = await served.Client.PutAsync($"{Files}/1/large/zero.bin", content, Ct);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal($$"""{"files":[{"path":"zero.bin","is_dir":false,"file_size":{{Length}}}]}""", await ListAsync("1/large"));
    }

    [Theory]
    [InlineData("Content-Length: 1000")]
    [InlineData("Transfer-Encoding: chunked")]
    public async Task An_upload_that_breaks_off_leaves_nothing(string header)
    {
        await served.SendRawAsync($"PUT {Files}/1/broken/{header.Length} HTTP/1.1\r\n{header}", header[0] == 'T' ? "6\r\nbroken\r\n" : "broken", isCutOff: true);

        Assert.Equal("{}", await ListAsync("1/broken"));
        Assert.False(await served.App.Blobs.ExistsAsync(Digest.Of("broken"), Ct));
    }

    private Task<HttpResponseMessage> PutAsync(string path, byte[] bytes) =>
        served.Client.PutAsync($"{Files}/{Uri.EscapeDataString(path).Replace("%2F", "/", StringComparison.Ordinal)}", new ByteArrayContent(bytes), Ct);

    private async Task<HttpStatusCode> StatusAsync(string path)
    {
        using var response = await served.Client.GetAsync($"{Files}/{path}", Ct);
        return response.StatusCode;
    }

    private async Task<string> ListAsync(string path) => await served.Client.GetStringAsync($"{Files}?path={Uri.EscapeDataString(path)}", Ct);

    private static async Task<string> OkAsync(Task<HttpResponseMessage> sent)
    {
        using var response = await sent;
        var body = await response.Content.ReadAsStringAsync(Ct);
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{response.StatusCode}: {body}");
        return body;
    }

    private static async Task AssertErrorAsync(HttpResponseMessage response, int status, string code, string words)
    {
        Assert.Equal(status, (int)response.StatusCode);
        var error = JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync(Ct));
        Assert.Equal(code, error.GetProperty("error_code").GetString());
        Assert.Contains(words, error.GetProperty("message").GetString()!, StringComparison.Ordinal);
    }

    private static byte[] RandomBytes(int count)
    {
        var bytes = new byte[count];
        new Random(7).NextBytes(bytes);
        return bytes;
    }

    /// <summary>Zeros that nobody holds in memory.</summary>
    private sealed class ZeroStream(long length) : Stream
    {
        private long left = length;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException(value.ToString(CultureInfo.InvariantCulture));
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = (int)Math.Min(left, count);
            Array.Clear(buffer, offset, read);
            left -= read;
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
