using PlanisoContract.Bench;

return await new Entry(Console.Out, Console.Error).RunAsync(args);
