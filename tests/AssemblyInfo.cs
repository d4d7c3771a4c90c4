using NUnit.Framework;

[assembly: Parallelizable(ParallelScope.Fixtures)]
// The cases wait for answers of the mock more than they compute.
[assembly: LevelOfParallelism(8)]
