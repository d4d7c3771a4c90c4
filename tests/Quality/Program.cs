using PlanisoContract.Quality;

return await new Entry(Console.Out, Console.Error).RunAsync(args);
