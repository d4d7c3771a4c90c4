using PlanisoContract.Conformance.CommandLine;

return await new ConformanceCommand(Console.Out, Console.Error, Environment.GetEnvironmentVariable).Run(args);
