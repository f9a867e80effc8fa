using Millrace.Benchmarks;

return await BenchmarkCommand.Build().Parse(args).InvokeAsync();
