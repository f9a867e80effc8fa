using System.Globalization;
using Millrace.CrashDummy;

// A process that tests start in order to kill it. It says on stdout what it has been acknowledged.
return args switch
{
    ["worker", "--job", var folder] => await Victims.WorkAsync(folder),
    ["write-rows", var database] => await Victims.WriteRowsAsync(database),
    ["write-postgres-rows", var address] => await Victims.WritePostgresRowsAsync(address),
    ["log-metrics", var database] => await LoggingVictim.RunAsync(database),
    ["write-blobs", var folder] => await Victims.WriteBlobsAsync(folder),
    ["hold-home", var home] => await Victims.HoldHomeAsync(home),
    ["run-job", var home] => await Victims.RunJobAsync(home),
    ["run-plan", var home, var killedIn] => await KilledPlan.RunAsync(home, int.Parse(killedIn, CultureInfo.InvariantCulture)),
    _ => throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Unknown role: {string.Join(' ', args)}")),
};
