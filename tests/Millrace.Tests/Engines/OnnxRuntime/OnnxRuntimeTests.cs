using Microsoft.ML.OnnxRuntime;

namespace Millrace.Tests.Engines.OnnxRuntime;

public sealed class OnnxRuntimeTests
{
    [Fact]
    public void The_native_library_is_beside_the_program_and_has_the_version_of_the_sources() =>
        Assert.StartsWith("1.29.", OrtEnv.Instance().GetVersionString(), StringComparison.Ordinal);

    [Fact]
    public void Bytes_that_are_no_model_are_refused() =>
        Assert.Throws<OnnxRuntimeException>(() => new InferenceSession("no model"u8.ToArray()));
}
