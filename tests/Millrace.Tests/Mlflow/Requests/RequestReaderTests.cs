using System.ComponentModel.DataAnnotations;
using System.Text;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Millrace.Kernel.Problems;
using Millrace.Mlflow.Requests;

namespace Millrace.Tests.Mlflow.Requests;

public sealed class RequestReaderTests
{
    [Fact]
    public async Task A_query_gives_lists_numbers_and_truth_values()
    {
        var read = await FromQueryAsync("?run_id=a&max_results=7&ids=1&ids=2&is_deep=TRUE&unknown=1");

        Assert.Equal(("a", 7L, true), (read.Value.RunId, read.Value.MaxResults, read.Value.IsDeep));
        Assert.Equal(["1", "2"], read.Value.Ids!);
    }

    [Fact]
    public async Task A_body_may_write_numbers_as_text_and_have_what_nobody_knows() => Assert.Equal(
        12L, (await FromBodyAsync("""{"run_id":"a","max_results":"12","new_field":{"x":[1]}}""")).Value.MaxResults);

    [Fact]
    public async Task A_body_inside_a_JSON_string_is_read_like_the_body() => Assert.Equal(
        "a", (await FromBodyAsync("""  "{\"run_id\": \"a\", \"name\": \"b\"}"  """)).Value.RunId);

    [Theory]
    [InlineData("NaN", double.NaN)]
    [InlineData("Infinity", double.PositiveInfinity)]
    [InlineData("-Infinity", double.NegativeInfinity)]
    public async Task Numbers_that_JSON_lacks_are_texts(string text, double value) => Assert.Equal(
        value, (await FromBodyAsync($$"""{"run_id":"a","value":"{{text}}"}""")).Value.Value);

    [Fact]
    public async Task Every_missing_parameter_is_told()
    {
        var read = await FromBodyAsync("""{"name":""}""", needsName: true);

        Assert.Equal(
            ["Missing value for required parameter 'name'.", "Missing value for required parameter 'run_id'."],
            read.Problems.Select(problem => problem.What).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_absent_body_is_an_empty_one() => Assert.Equal("mlflow.parameter-missing", (await FromBodyAsync("")).Problem!.Code);

    [Fact]
    public async Task A_value_of_the_wrong_type_is_named_with_its_parameter()
    {
        var problem = (await FromBodyAsync("""{"run_id":"a","max_results":"ten"}""")).Problem!;

        Assert.Equal("mlflow.parameter-invalid", problem.Code);
        Assert.Equal("Invalid value \"ten\" for parameter 'max_results' supplied.", problem.What);
    }

    [Fact]
    public async Task A_truth_value_in_a_query_must_be_one() =>
        Assert.Equal("Invalid value 'yes' for parameter 'is_deep' supplied.", (await FromQueryAsync("?run_id=a&is_deep=yes")).Problem!.What);

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"{\"")]
    [InlineData("{\"run_id\": \"a\"} x")]
    public async Task What_is_no_object_is_refused(string body) =>
        Assert.Equal("mlflow.body-not-json", (await FromBodyAsync(body)).Problem!.Code);

    [Fact]
    public async Task A_body_of_another_type_is_refused() =>
        Assert.Equal("mlflow.content-type", (await FromBodyAsync("""{"run_id":"a"}""", contentType: "text/plain")).Problem!.Code);

    [Fact]
    public async Task A_body_beyond_the_limit_is_refused_before_it_is_read_whole()
    {
        var problem = (await FromBodyAsync(new string(' ', RequestReader.MostBodyBytes + 1))).Problem!;

        Assert.Equal("mlflow.body-too-large", problem.Code);
    }

    private static async Task<Outcome<Search>> FromQueryAsync(string query)
    {
        var http = new DefaultHttpContext { Request = { Method = "GET", QueryString = new QueryString(query) } };
        return await RequestReader.ReadAsync(http, RequestReaderJson.Default.Search);
    }

    private static async Task<Outcome<Search>> FromBodyAsync(string body, string contentType = "application/json; charset=utf-8", bool needsName = false)
    {
        var http = new DefaultHttpContext
        {
            Request = { Method = "POST", ContentType = contentType, Body = new MemoryStream(Encoding.UTF8.GetBytes(body)) },
        };
        return needsName
            ? (await RequestReader.ReadAsync(http, RequestReaderJson.Default.NamedSearch)).Map(named => (Search)named)
            : await RequestReader.ReadAsync(http, RequestReaderJson.Default.Search);
    }
}

internal record Search
{
    [Required]
    public string RunId { get; init; } = "";

    public long MaxResults { get; init; }

    public double Value { get; init; }

    public bool IsDeep { get; init; }

    public IReadOnlyList<string>? Ids { get; init; }
}

internal sealed record NamedSearch : Search
{
    [Required]
    public string Name { get; init; } = "";
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(Search))]
[JsonSerializable(typeof(NamedSearch))]
internal sealed partial class RequestReaderJson : JsonSerializerContext;
