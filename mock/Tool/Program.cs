using PlanisoContract.Mock.CommandLine;

return await MockProgram.RunAsync(args);
