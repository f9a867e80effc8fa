using Millrace.Registry.Sources;

namespace Millrace.Tests.Registry.Sources;

/// <summary>The shapes by which sources have led other servers to their own disk, with the numbers under which they were published.</summary>
public sealed class SourceRulesTests
{
    [Theory]
    [InlineData("runs:/0123456789abcdef0123456789abcdef/model")]
    [InlineData("models:/m-0123")]
    [InlineData("models:/flights/3")]
    [InlineData("models:/flights@champion")]
    [InlineData("mlflow-artifacts:/0/abc/artifacts/model")]
    [InlineData("mlflow-artifacts://host:5000/0/abc/artifacts/model")]
    [InlineData("mlflow-artifacts:/a//b/")]
    [InlineData("s3://bucket/path/model")]
    [InlineData("s3://bucket/a b+c")]
    [InlineData("dbfs:/x")]
    [InlineData("http://host/a?token=1")]
    [InlineData("hdfs://host/a..b/c")]
    public void A_source_that_is_one_may_stand(string source) => Assert.Null(SourceRules.Check(source, "run_id", null));

    [Theory]
    // CVE-2023-1177, CVE-2023-2780, CVE-2023-6015: a local folder as source, then its files asked for.
    [InlineData("/")]
    [InlineData("//etc")]
    [InlineData("/etc/passwd")]
    [InlineData("file:///etc")]
    [InlineData("file:/etc")]
    [InlineData("file://localhost/etc")]
    [InlineData("file:////etc")]
    [InlineData("FILE:///etc")]
    [InlineData("file://host/etc")]
    [InlineData("./relative")]
    [InlineData("relative/path")]
    [InlineData("..")]
    [InlineData("C:\\Windows")]
    [InlineData("\\\\server\\share")]
    // CVE-2023-6831, CVE-2023-6977, CVE-2024-1483: '..' behind a scheme, plain, escaped and escaped twice.
    [InlineData("mlflow-artifacts:/a/../../etc")]
    [InlineData("mlflow-artifacts://host:5000/../../../../etc")]
    [InlineData("mlflow-artifacts:/a/%2e%2e/%2e%2e/etc")]
    [InlineData("mlflow-artifacts:/a/%2E%2E/etc")]
    [InlineData("mlflow-artifacts:/a/%252e%252e/etc")]
    [InlineData("mlflow-artifacts:/a/%25252e%25252e/etc")]
    [InlineData("mlflow-artifacts:/..%2f..%2f..%2fetc")]
    [InlineData("mlflow-artifacts:/a/./b")]
    [InlineData("http://host/api/2.0/mlflow-artifacts/artifacts/../../../../etc")]
    [InlineData("https://host/a/%2e%2e/b")]
    [InlineData("s3://bucket/../other")]
    [InlineData("s3://bucket/a/..")]
    [InlineData("runs:/abc/../../etc")]
    [InlineData("models:/m/../../etc")]
    [InlineData("models:/..%2f..%2fetc")]
    // CVE-2024-1558: a query in which the path goes on.
    [InlineData("mlflow-artifacts:/a?/../../etc")]
    [InlineData("http://host/a?/../../../etc")]
    [InlineData("http://host/a?x=../../etc")]
    [InlineData("runs:/abc/model?x")]
    [InlineData("models:/m/1%3f/../etc")]
    // CVE-2023-6909, CVE-2024-1594, CVE-2024-2928, CVE-2024-3848: a fragment in which the path goes on.
    [InlineData("mlflow-artifacts:/a#/../../etc")]
    [InlineData("http://host/a#/../../../etc")]
    [InlineData("http:///#/../../../../etc")]
    [InlineData("mlflow-artifacts:/a%23/%2e%2e/etc")]
    [InlineData("file:///a#/../../etc")]
    [InlineData("runs:/abc#../../etc")]
    // An end of text, lines and other separators.
    [InlineData("http://host/a%00")]
    [InlineData("s3://bucket/a\0b")]
    [InlineData("s3://bucket/a%0a/b")]
    [InlineData("mlflow-artifacts:/a\\..\\..\\etc")]
    [InlineData("mlflow-artifacts:/a%5c..%5cetc")]
    // A scheme with nothing behind it.
    [InlineData("s3://bucket")]
    [InlineData("s3:bucket")]
    [InlineData("runs:")]
    [InlineData("mlflow-artifacts:a")]
    [InlineData("")]
    public void A_source_that_leads_elsewhere_is_refused(string source)
    {
        var problem = SourceRules.Check(source, "run_id", null);

        Assert.Equal("registry.source-refused", problem!.Code);
        Assert.StartsWith("Invalid model version source: '", problem.What, StringComparison.Ordinal);
        Assert.NotNull(SourceRules.Check(source, "run_id", "mlflow-artifacts:/0/abc/artifacts"));
        Assert.NotNull(SourceRules.Check(source, "run_id", "/srv/artifacts"));
    }

    [Theory]
    [InlineData("/srv/artifacts/0/abc", true)]
    [InlineData("/srv/artifacts/0/abc/model/", true)]
    [InlineData("file:///srv/artifacts/0/abc/model", true)]
    [InlineData("/srv/artifacts/0/abcd", false)]
    [InlineData("/srv/artifacts/0", false)]
    [InlineData("/srv/artifacts/0/abc/../abd", false)]
    [InlineData("/srv/artifacts/0/abc/%2e%2e/abd", false)]
    [InlineData("/srv/artifacts/0/abc/model#x", false)]
    [InlineData("file://host/srv/artifacts/0/abc", false)]
    public void A_local_source_stands_only_inside_its_runs_own_folder(string source, bool may)
    {
        Assert.Equal(may, SourceRules.Check(source, "run_id", "/srv/artifacts/0/abc") is null);
        Assert.Equal(may, SourceRules.Check(source, "run_id", "file:///srv/artifacts/0/abc") is null);
        Assert.NotNull(SourceRules.Check(source, "run_id", "mlflow-artifacts:/0/abc"));
    }

    [Theory]
    [InlineData("prompt-template", true)]
    [InlineData("mlflow-artifacts:/0/x", true)]
    [InlineData("/etc/passwd", false)]
    [InlineData("file:///etc", false)]
    [InlineData("..%2f..%2fetc", false)]
    [InlineData("a\\b", false)]
    public void A_prompts_source_is_a_word_or_what_any_version_may_have(string source, bool may) =>
        Assert.Equal(may, SourceRules.CheckPrompt(source) is null);
}
