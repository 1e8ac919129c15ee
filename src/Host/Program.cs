Console.WriteLine("OneStop");
