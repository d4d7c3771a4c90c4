namespace PlanisoContract.Tests.Mock.State.Stores;

/// <summary>A file for a test, in a directory of its own.</summary>
internal sealed class SqliteFile : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("store-");

    public string Path => System.IO.Path.Combine(_directory.FullName, "mock.db");

    public void Dispose() => _directory.Delete(recursive: true);
}
