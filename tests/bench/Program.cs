using PlanisoContract.Bench;

return args is ["stubs", ..]
    ? await new PlanisoContract.Bench.Stubs.Bench(Console.Out).RunAsync(args)
    : await new Entry(Console.Out, Console.Error).RunAsync(args);
