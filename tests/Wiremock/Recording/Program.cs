using PlanisoContract.Wiremock;

return await new Entry(Console.Out, Console.Error).RunAsync(args);
