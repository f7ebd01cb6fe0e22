/** What both sides send. */
export const INPUT = {
  prompt: "A paper boat drifts down a street",
  image_url: "https://pictures.example.com/boat.jpg",
  duration: "5",
} as const;
