using PlanisoContract.Bench;

return await new Bench(Console.Out).RunAsync(args);
