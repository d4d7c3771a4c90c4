using PlanisoContract.Conformance.CommandLine;

return await new Entry(Console.Out, Console.Error, Environment.GetEnvironmentVariable).Run(args);
