using Millrace.Mlflow.Search;
using Millrace.Mlflow.Search.Filter;
using Millrace.Mlflow.Search.Vocabulary;

namespace Millrace.Tests.Mlflow.Search;

public sealed class FilterParserTests
{
    [Theory]
    [InlineData("metrics.acc > 0.5 and params.lr = '0.1'", "metrics.`acc` > 5.00000000000000000E-001 AND params.`lr` = '0.1'")]
    [InlineData("metric.acc >= -1.5e-3", "metrics.`acc` >= -1.50000000000000003E-003")]
    [InlineData("metrics.acc<.5", "metrics.`acc` < 5.00000000000000000E-001")]
    [InlineData("metrics.acc != 1.", "metrics.`acc` != 1.00000000000000000E+000")]
    [InlineData("metrics.acc <= +7", "metrics.`acc` <= 7")]
    [InlineData("metrics.loss = 99999999999999999999", "metrics.`loss` = 1.00000000000000000E+020")]
    [InlineData("metrics.1st = 1E+5", "metrics.`1st` = 1.00000000000000000E+005")]
    [InlineData("metrics.val.auc.mean > 1", "metrics.`val.auc.mean` > 1")]
    [InlineData("metrics.\"val auc\" > 1", "metrics.`val auc` > 1")]
    [InlineData("metrics.`val/auc-2`>1", "metrics.`val/auc-2` > 1")]
    [InlineData("`metrics`.`a``b` > 1", "metrics.`a``b` > 1")]
    [InlineData("metrics.\"it's `so`\" > 1", "metrics.`it's ``so``` > 1")]
    [InlineData("tags.mlflow.\"x y\".z = 'v'", "tags.`mlflow.x y.z` = 'v'")]
    [InlineData("tag.\"mlflow.runName\" ILIKE '%night%'", "tags.`mlflow.runName` ILIKE '%night%'")]
    [InlineData("parameter.p = \"a\" AND parameters.p != 'b' AND param.p LIKE 'c%'", "params.`p` = 'a' AND params.`p` != 'b' AND params.`p` LIKE 'c%'")]
    [InlineData("params.order = 'x' and params.and = 'y'", "params.`order` = 'x' AND params.`and` = 'y'")]
    [InlineData("params.größe = 'ü'", "params.`größe` = 'ü'")]
    [InlineData("params.p = 'it''s'", "params.`p` = 'it''s'")]
    [InlineData(@"params.p = 'it\'s'", "params.`p` = 'it''s'")]
    [InlineData("params.p = \"it's\"", "params.`p` = 'it''s'")]
    [InlineData("params.p = \"say \"\"hi\"\"\"", "params.`p` = 'say \"hi\"'")]
    [InlineData(@"params.p = 'C:\dir\new'", @"params.`p` = 'C:\dir\new'")]
    [InlineData(@"params.p = 'C:\\'", @"params.`p` = 'C:\\'")]
    [InlineData("params.p = ''", "params.`p` = ''")]
    [InlineData("attributes.status = 'FINISHED'", "`status` = 'FINISHED'")]
    [InlineData("attribute.status = 'FINISHED'", "`status` = 'FINISHED'")]
    [InlineData("attr.status = 'FINISHED'", "`status` = 'FINISHED'")]
    [InlineData("run.status = 'FINISHED'", "`status` = 'FINISHED'")]
    [InlineData("status!='FAILED'", "`status` != 'FAILED'")]
    [InlineData("attributes.`Run name` = 'a'", "`run_name` = 'a'")]
    [InlineData("\"run name\" = 'a'", "`run_name` = 'a'")]
    [InlineData("`Run Name` = 'a'", "`run_name` = 'a'")]
    [InlineData("created > 1704067200000 AND attributes.Created < 1735689600000", "`start_time` > 1704067200000 AND `start_time` < 1735689600000")]
    [InlineData("end_time >= 5", "`end_time` >= 5")]
    [InlineData("run_id IN ('a', \"b\")", "`run_id` IN ('a', 'b')")]
    [InlineData("attributes.run_id not in ('A')", "`run_id` NOT IN ('A')")]
    [InlineData("datasets.name = 'iris'", "dataset.`name` = 'iris'")]
    [InlineData("dataset.context IN ('train','eval') and dataset.digest LIKE 'ab%'", "dataset.`context` IN ('train', 'eval') AND dataset.`digest` LIKE 'ab%'")]
    [InlineData("  user_id\n=\t'me'  ", "`user_id` = 'me'")]
    public void What_MLflow_reads_is_read(string filter, string tree) => Assert.Equal(tree, Read(SearchVocabulary.Runs, filter));

    [Theory]
    [InlineData("status = 'A' or status = 'B'", "`status` = 'A' OR `status` = 'B'")]
    [InlineData("metrics.a > 1 AND params.b = 'x' OR tags.c = 'y'", "metrics.`a` > 1 AND params.`b` = 'x' OR tags.`c` = 'y'")]
    [InlineData("metrics.a > 1 AND (params.b = 'x' OR tags.c = 'y')", "metrics.`a` > 1 AND (params.`b` = 'x' OR tags.`c` = 'y')")]
    [InlineData("((metrics.a > 1))", "metrics.`a` > 1")]
    [InlineData("metrics.a > 1 AND (metrics.b > 2 AND metrics.c > 3)", "metrics.`a` > 1 AND metrics.`b` > 2 AND metrics.`c` > 3")]
    [InlineData("not status = 'A' and status = 'B'", "NOT `status` = 'A' AND `status` = 'B'")]
    [InlineData("NOT (status = 'A' OR status = 'B')", "NOT (`status` = 'A' OR `status` = 'B')")]
    [InlineData("NOT NOT status = 'A'", "`status` = 'A'")]
    [InlineData("tags.t IS NULL AND params.p is not null", "tags.`t` IS NULL AND params.`p` IS NOT NULL")]
    [InlineData("metrics.m IS NULL OR end_time IS NULL", "metrics.`m` IS NULL OR `end_time` IS NULL")]
    [InlineData("params.p NOT LIKE 'a%' AND tags.t not ilike 'b'", "params.`p` NOT LIKE 'a%' AND tags.`t` NOT ILIKE 'b'")]
    [InlineData("run_name ~ '^nightly-\\d+$'", "`run_name` ~ '^nightly-\\d+$'")]
    [InlineData("run_name RLIKE 'a' AND params.p !~ 'b' AND tags.t not rlike 'c'", "`run_name` ~ 'a' AND params.`p` !~ 'b' AND tags.`t` !~ 'c'")]
    public void The_superset_is_read(string filter, string tree) => Assert.Equal(tree, Read(SearchVocabulary.Runs, filter));

    [Theory]
    [InlineData("name LIKE 'proj-%' AND tags.team = 'a'", "`name` LIKE 'proj-%' AND tags.`team` = 'a'")]
    [InlineData("attribute.name ILIKE '%X' and creation_time > 5 and last_update_time <= 9", "`name` ILIKE '%X' AND `creation_time` > 5 AND `last_update_time` <= 9")]
    public void Experiments_have_their_own_words(string filter, string tree) => Assert.Equal(tree, Read(SearchVocabulary.Experiments, filter));

    [Theory]
    [InlineData("params.lr = 0.01 AND metrics.loss < 0.2", "params.`lr` = '0.01' AND metrics.`loss` < 2.00000000000000011E-001")]
    [InlineData("name IN ('a','b') AND source_run_id = 'r'", "`name` IN ('a', 'b') AND `source_run_id` = 'r'")]
    [InlineData("params.p NOT IN ('a')", "params.`p` NOT IN ('a')")]
    [InlineData("creation_time > 1 AND creation_timestamp_ms > 1 AND attributes.last_updated_timestamp > 1", "`creation_timestamp` > 1 AND `creation_timestamp` > 1 AND `last_updated_timestamp` > 1")]
    public void Logged_models_take_lists_and_bare_numbers(string filter, string tree) =>
        Assert.Equal(tree, Read(SearchVocabulary.LoggedModels, filter));

    [Theory]
    [InlineData("name='fraud' and version_number = '3'", "`name` = 'fraud' AND `version_number` = 3")]
    [InlineData("run_id IN ('a') AND source_path LIKE 's3:%' AND version_number >= 2", "`run_id` IN ('a') AND `source_path` LIKE 's3:%' AND `version_number` >= 2")]
    public void Model_versions_have_their_own_words(string filter, string tree) => Assert.Equal(tree, Read(SearchVocabulary.ModelVersions, filter));

    [Theory]
    [InlineData("")]
    [InlineData("   \n")]
    [InlineData(null)]
    public void A_filter_without_a_word_asks_for_nothing(string? filter) =>
        Assert.Null(FilterParser.Parse(filter, SearchVocabulary.Runs).Value);

    private static string Read(SearchVocabulary vocabulary, string filter)
    {
        var tree = FilterParser.Parse(filter, vocabulary).Value!;
        var printed = FilterPrinter.Print(tree);
        Assert.Equal(tree, FilterParser.Parse(printed, vocabulary).Value);
        return printed;
    }
}
