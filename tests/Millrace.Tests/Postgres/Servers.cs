using Millrace.ContractSuites.Postgres;

[assembly: AssemblyFixture(typeof(PostgresServer))]
